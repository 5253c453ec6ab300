# A hundred thousand lines, no two requests alike: some refused, some broken, some blank, some with CRLF.
BEGIN {
    for (i = 0; i < 100000; ++i) {
        line = sprintf("{\"email\":\"user.%d@example.com\",\"role\":\"%s\"}", i, i % 13 == 3 ? "owner" : "admin")
        if (i % 97 == 5) line = substr(line, 1, 20 + i % 7)
        printf "%s%s", line, i % 31 == 7 ? "\r\n\n" : "\n"
    }
}
