# Completion of zodgate's words in fish. tests/cli/completion_test.cmake compares it with --help.

function __zodgate_command -d 'The command on the line is one of these'
    set -l words (commandline -opc)
    test (count $words) -ge 2; and contains -- $words[2] $argv
end

function __zodgate_no_command -d 'No command is on the line yet'
    test (count (commandline -opc)) -lt 2
end

complete -c zodgate -f
complete -c zodgate -n '__zodgate_command check diff lint' -F
complete -c zodgate -n __zodgate_no_command -a check -d 'Judge payloads'
complete -c zodgate -n __zodgate_no_command -a diff -d 'Tell which payloads a new schema judges otherwise than the old one'
complete -c zodgate -n __zodgate_no_command -a generate -d 'Make payloads up that a schema accepts, or refuses'
complete -c zodgate -n __zodgate_no_command -a lint -d 'Tell what schemas ask that nothing enforces, or that misleads'
complete -c zodgate -s h -l help -d 'Print help and exit'
complete -c zodgate -n __zodgate_no_command -l version -d 'Print the version and exit'

complete -c zodgate -n '__zodgate_command check generate' -l schema -rF -d 'JSON Schema document'
complete -c zodgate -n '__zodgate_command check generate' -l openapi -rF -d 'OpenAPI document'
complete -c zodgate -n '__zodgate_command check diff generate' -l operation -x -d 'Operation of the OpenAPI document'

# Inputs.
complete -c zodgate -n '__zodgate_command check diff' -l lines -d 'Read one payload a line'
complete -c zodgate -n '__zodgate_command check diff' -l jobs -x -d 'Threads'
complete -c zodgate -n '__zodgate_command check diff' -l sample -x -d 'Judge N payloads only, chosen by chance'
complete -c zodgate -n '__zodgate_command check diff' -l seed -x -d 'Choose others'

# Results.
complete -c zodgate -n '__zodgate_command check' -l output -x -a 'text json ndjson payloads sarif junit html' -d 'Form of the results'
complete -c zodgate -n '__zodgate_command diff' -l output -x -a 'text json ndjson html' -d 'Form of the differences'
complete -c zodgate -n '__zodgate_command lint' -l output -x -a 'text json sarif' -d 'Form of the findings'
complete -c zodgate -n '__zodgate_command check' -l only -x -a 'all valid invalid' -d 'Payloads that are told of'
complete -c zodgate -n '__zodgate_command check' -l no-place -d 'Leave file and line out of ndjson'
complete -c zodgate -n '__zodgate_command check' -l fail-fast -d 'Stop at the first payload that is not valid'
complete -c zodgate -n '__zodgate_command diff' -l fail-fast -d 'Stop at the first payload that is judged otherwise'
complete -c zodgate -n '__zodgate_command check diff' -l exit-zero -d 'End with status 0 in place of 1'
complete -c zodgate -n '__zodgate_command check diff' -l quiet -d 'No progress; as text nothing but the summary'
complete -c zodgate -n '__zodgate_command check diff lint' -l color -x -a 'auto always never' -d 'Colours in text'
complete -c zodgate -n '__zodgate_command check' -l zod -x -a 4 -d 'Major version of Zod whose issues are reported'
complete -c zodgate -n '__zodgate_command lint' -l ignore -x -d 'Leave out what that rule finds' -a '
    unknown-keyword other-dialect ignored-beside-ref keyword-without-type format-not-checked
    pattern-lost-escape pattern-foreign-escape pattern-foreign-group pattern-possessive-quantifier
    pattern-posix-class pattern-property-escape pattern-partial-anchor ambiguous-shape never-valid
    always-same unused-definition'

# Payloads that are made up.
complete -c zodgate -n '__zodgate_command generate' -l count -x -d 'How many payloads'
complete -c zodgate -n '__zodgate_command generate' -l seed -x -d 'The same payloads for the same seed'
complete -c zodgate -n '__zodgate_command generate' -l invalid -x -d 'Share of payloads that are refused'
complete -c zodgate -n '__zodgate_command generate' -l explain -d 'Tell what each payload is'

# How schemas are read.
complete -c zodgate -n '__zodgate_command check diff generate lint' -l semantics -x -a 'zod json-schema' -d 'What keywords mean'
complete -c zodgate -n '__zodgate_command check diff generate lint' -l formats -x -a 'zod all none' -d 'Formats checked'
complete -c zodgate -n '__zodgate_command check diff generate lint' -l check-content -d 'Check what is in encoded strings'
complete -c zodgate -n '__zodgate_command check diff generate lint' -l dialect -x -d 'Dialect of documents without $schema'
complete -c zodgate -n '__zodgate_command check diff generate lint' -l map -rF -d 'Answer references to URI from FOLDER: URI=FOLDER'

# Limits.
complete -c zodgate -n '__zodgate_command check diff' -l max-issues -x -d 'Most issues reported a payload'
complete -c zodgate -n '__zodgate_command check diff' -l max-bytes -x -d 'Longest payload judged, in bytes'
complete -c zodgate -n '__zodgate_command check diff' -l max-pattern-steps -x -d 'Most steps of a regular expression'
complete -c zodgate -n '__zodgate_command check diff' -l max-depth -x -d 'Deepest nesting judged'
