//! The scripts of shells. Each hands the line up to the cursor to `folio complete` and takes candidates back.

/// bash, 4.4 or later; its own words are parted at colons, so the line goes over whole.
pub const BASH: &str = r#"# folio: completions for bash
_folio() {
    COMPREPLY=()
    local one
    while IFS= read -r one; do
        COMPREPLY+=("$one")
    done < <("${COMP_WORDS[0]}" complete bash --breaks="$COMP_WORDBREAKS" --line="${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && "${COMPREPLY[0]}" == *[=:/~] ]]; then
        compopt -o nospace
    fi
}
complete -o nosort -F _folio folio
"#;

/// zsh.
pub const ZSH: &str = r#"#compdef folio
# folio: completions for zsh
_folio() {
    local -a values told words_before
    local one value help
    words_before=("${(@Q)words[1,CURRENT-1]}")
    for one in "${(@f)$("${words_before[1]}" complete zsh -- "${words_before[@]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
        [[ -n "$one" ]] || continue
        value="${one%%$'\t'*}"
        help="${one#*$'\t'}"
        values+=("$value")
        told+=("$value${help:+  -- $help}")
    done
    (( ${#values} )) || return 1
    if (( ${#values} == 1 )) && [[ "${values[1]}" == *[=:/~] ]]; then
        compadd -U -S '' -l -d told -a values
    else
        compadd -U -l -d told -a values
    fi
}
if [[ "${funcstack[1]}" == "_folio" ]]; then
    _folio "$@"
else
    compdef _folio folio
fi
"#;

/// fish.
pub const FISH: &str = r#"# folio: completions for fish
function __folio_complete
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    set -l typed (commandline --current-token --cut-at-cursor)
    set typed (string unescape -- $typed; or string trim --left --chars '"\'' -- $typed)
    $words[1] complete fish -- $words "$typed" 2>/dev/null
end
complete --command folio --no-files --keep-order --arguments '(__folio_complete)'
"#;
