#compdef zodgate
# Completion of zodgate's words in zsh, installed as _zodgate. tests/cli/completion_test.cmake compares it with --help.

_zodgate_map() {
    if compset -P '*='; then
        _files -/
    else
        _message 'absolute URI, then = and a folder'
    fi
}

_zodgate_rules() {
    local -a rules=(
        unknown-keyword other-dialect ignored-beside-ref keyword-without-type format-not-checked
        pattern-lost-escape pattern-foreign-escape pattern-foreign-group pattern-possessive-quantifier
        pattern-posix-class pattern-property-escape pattern-partial-anchor ambiguous-shape never-valid
        always-same unused-definition
    )
    compadd -a rules
}

_zodgate() {
    local curcontext=$curcontext state state_descr line
    typeset -A opt_args
    local -a help=('(- *)'{-h,--help}'[Print help and exit]')
    local -a operation=('--operation=[Operation of the OpenAPI document]:METHOD /path')
    local -a schema=(
        '--schema=[JSON Schema document]:schema:_files'
        '--openapi=[OpenAPI document]:document:_files'
        $operation
    )
    local -a inputs=(
        '--lines[Read one payload a line]'
        '--jobs=[Threads]:number'
        '--sample=[Judge N payloads only, chosen by chance]:number'
        '--seed=[Choose others]:number'
    )
    local -a reading=(
        '--semantics=[What keywords mean]:semantics:(zod json-schema)'
        '--formats=[Formats checked]:formats:(zod all none)'
        '--check-content[Check what is in encoded strings]'
        '--dialect=[Dialect of documents without $schema]:URI'
        '*--map=[Answer references to URI from FOLDER]:URI=FOLDER:_zodgate_map'
    )
    local -a limits=(
        '--max-issues=[Most issues reported a payload]:number'
        '--max-bytes=[Longest payload judged, in bytes]:number'
        '--max-pattern-steps=[Most steps of a regular expression]:number'
        '--max-depth=[Deepest nesting judged]:number'
    )
    local -a ends=(
        '--exit-zero[End with status 0 in place of 1]'
        '--quiet[No progress; as text nothing but the summary]'
    )
    local -a color=('--color=[Colours in text]:when:(auto always never)')
    local -a commands=(
        'check:Judge payloads'
        'diff:Tell which payloads a new schema judges otherwise than the old one'
        'generate:Make payloads up that a schema accepts, or refuses'
        'lint:Tell what schemas ask that nothing enforces, or that misleads'
    )

    _arguments -C $help '(- *)--version[Print the version and exit]' '1:command:->command' '*::argument:->argument'
    [[ $state == command ]] && _describe command commands
    [[ $state == argument ]] || return
    curcontext=${curcontext%:*:*}:zodgate-$words[1]:
    case $words[1] in
        check)
            _arguments $help $schema $inputs $ends $color $reading $limits \
                '*--output=[Form of the results]:form:(text json ndjson payloads sarif junit html)' \
                '--only=[Payloads that are told of]:which:(all valid invalid)' \
                '--no-place[Leave file and line out of ndjson]' \
                '--fail-fast[Stop at the first payload that is not valid]' \
                '--zod=[Major version of Zod whose issues are reported]:version:(4)' \
                '*:input:_files'
            ;;
        diff)
            _arguments $help $operation $inputs $ends $color $reading $limits \
                '*--output=[Form of the differences]:form:(text json ndjson html)' \
                '--fail-fast[Stop at the first payload that is judged otherwise]' \
                '1:old schema:_files' '2:new schema:_files' '*:input:_files'
            ;;
        generate)
            _arguments $help $schema $reading \
                '--count=[How many payloads]:number' \
                '--seed=[The same payloads for the same seed]:number' \
                '--invalid=[Share of payloads that are refused]:share' \
                '--explain[Tell what each payload is]'
            ;;
        lint)
            _arguments $help $color $reading \
                '--output=[Form of the findings]:form:(text json sarif)' \
                '*--ignore=[Leave out what that rule finds]:rule:_zodgate_rules' \
                '*:schema:_files'
            ;;
    esac
}

_zodgate "$@"
