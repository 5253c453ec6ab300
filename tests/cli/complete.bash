# Prints what the completion offers for a line, a line each; FILES or FOLDERS where it leaves that to readline.
#     bash complete.bash COMPLETION LINE
set -eu
source "$1"
is_file=yes
folders=no
compopt() {
    while (($# > 0)); do
        case "$1 $2" in
            "+o default") is_file=no ;;
            "-o dirnames") folders=yes ;;
            *) echo "unknown: compopt $*" && exit 1 ;;
        esac
        shift 2
    done
}
[[ $(complete -p zodgate) == "complete -o default -F _zodgate zodgate" ]]

# As readline has them: "=" and ":" are words.
line=${2//=/ = }
read -ra COMP_WORDS <<<"${line//:/ : }"
[[ $2 == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
set +eu
_zodgate
if ((${#COMPREPLY[@]} > 0)); then
    printf '%s\n' "${COMPREPLY[@]}"
elif [[ $folders == yes ]]; then
    echo FOLDERS
elif [[ $is_file == yes ]]; then
    echo FILES
fi
