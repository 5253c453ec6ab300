# Prints what the completion offers for a line, a line each, as a shell at a terminal has it.
#     zsh -f complete.zsh COMPLETION LINE FOLDER
# FOLDER is for what is found on the way, and is used again.
if [[ -n $ZODGATE_OFFERED ]]; then
    # In that shell: what compadd is given, and a key that completes, and says so.
    compadd() {
        if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then
            local -a offered
            builtin compadd -A offered "$@"
            ((${#offered})) && print -rl -- $offered >>$ZODGATE_OFFERED
        fi
        builtin compadd "$@"
    }
    complete_and_tell() { zle complete-word; print '<completed>'; }
    zle -N complete_and_tell
    bindkey '\t' complete_and_tell
    return
fi

zmodload zsh/zpty
folder=$3
mkdir -p $folder
cp $1 $folder/_zodgate
rm -f $folder/offered
zpty shell "PS1= ZODGATE_OFFERED=${(q)folder}/offered zsh -f -i"
zpty -w shell "fpath=(${(q)folder} \$fpath); autoload -Uz compinit; compinit -u -d ${(q)folder}/dump; source ${(q)0}"
zpty -w -n shell "$2"$'\t'
while zpty -r shell line; do
    [[ $line == *'<completed>'* ]] && break
done
zpty -d shell
[[ ! -e $folder/offered ]] || cat $folder/offered
