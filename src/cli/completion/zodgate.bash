# Completion of zodgate's words in bash. Installed as share/bash-completion/completions/zodgate, it is found by the
# bash-completion package; without that it can be sourced. tests/cli/completion_test.cmake compares it with --help.

_zodgate_options() {
    local inputs="--lines --jobs --sample --seed"
    local reading="--semantics --formats --check-content --dialect --map"
    local schema="--schema --openapi --operation"
    local limits="--max-issues --max-bytes --max-pattern-steps --max-depth"
    case $1 in
        "") echo "--help --version" ;;
        check)
            echo "--help $schema $inputs --output --only --no-place --fail-fast --exit-zero --quiet --color --zod" \
                "$reading $limits"
            ;;
        diff) echo "--help --operation $inputs --output --fail-fast --exit-zero --quiet --color $reading $limits" ;;
        generate) echo "--help $schema --count --seed --invalid --explain $reading" ;;
        lint) echo "--help --output --ignore --color $reading" ;;
    esac
}

# What may follow an option: words, "FILE" for any file, "ANY" for what nobody can know. Nothing if it is a flag.
_zodgate_values() {
    case $1:$2 in
        check:--output) echo "text json ndjson payloads sarif junit html" ;;
        diff:--output) echo "text json ndjson html" ;;
        lint:--output) echo "text json sarif" ;;
        check:--only) echo "all valid invalid" ;;
        check:--zod) echo "4" ;;
        lint:--ignore)
            echo "unknown-keyword other-dialect ignored-beside-ref keyword-without-type format-not-checked" \
                "pattern-lost-escape pattern-foreign-escape pattern-foreign-group pattern-possessive-quantifier" \
                "pattern-posix-class pattern-property-escape pattern-partial-anchor ambiguous-shape never-valid" \
                "always-same unused-definition"
            ;;
        *:--color) echo "auto always never" ;;
        *:--semantics) echo "zod json-schema" ;;
        *:--formats) echo "zod all none" ;;
        *:--schema | *:--openapi) echo "FILE" ;;
        *:--operation | *:--dialect | *:--map | *:--jobs | *:--sample | *:--seed | *:--count | *:--invalid) echo "ANY" ;;
        *:--max-issues | *:--max-bytes | *:--max-pattern-steps | *:--max-depth) echo "ANY" ;;
    esac
}

# Where nothing is said here, readline completes names of files by itself: it knows of quotes and "~".
_zodgate() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command="" option values i
    COMPREPLY=()
    ((COMP_CWORD > 1)) && command=${COMP_WORDS[1]}

    # "=" is a word of its own, and so is what stands before and behind it.
    option=$previous
    if [[ $current == "=" ]]; then
        current=""
        previous="="
        option=${COMP_WORDS[COMP_CWORD - 1]}
    elif [[ $previous == "=" ]]; then
        option=${COMP_WORDS[COMP_CWORD - 2]}
    fi

    for ((i = 2; i < COMP_CWORD; i++)); do
        [[ ${COMP_WORDS[i]} == "--" ]] && return
    done

    # The folder behind --map URI=; what the URI's colons part are words, too.
    if [[ $previous == "=" && $option != --* ]]; then
        for ((i = COMP_CWORD - 2; i > 1; i--)); do
            [[ ${COMP_WORDS[i]} == --map ]] && compopt -o dirnames +o default && return
            [[ ${COMP_WORDS[i]} == -* ]] && break
        done
    fi

    values=$(_zodgate_values "$command" "$option")
    if [[ $values == FILE ]]; then
        return
    elif [[ $values == ANY ]]; then
        values=""
    elif [[ -z $values ]]; then
        if [[ $current == -* ]]; then
            values=$(_zodgate_options "$command")
        elif [[ -z $command ]]; then
            values="check diff generate lint"
        elif [[ $command != generate ]]; then
            return
        fi
    fi
    compopt +o default
    mapfile -t COMPREPLY < <(compgen -W "$values" -- "$current")
}

complete -o default -F _zodgate zodgate
