namespace PortOrchestrator.Host.Commands.Completion;

/// <summary>The scripts that make shells ask <see cref="CompleteCommand"/>.</summary>
internal static class ShellScripts
{
    private const string Bash = """
        _portorch() {
            local line value files=
            COMPREPLY=()
            while IFS= read -r line; do
                if [[ $line == :files ]]; then
                    files=1
                else
                    printf -v value %q "${line%%$'\t'*}"
                    COMPREPLY+=("$value")
                fi
            done < <("${1/#\~/$HOME}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
            [[ -n $files ]] && compopt -o default 2>/dev/null
            return 0
        }
        complete -F _portorch portorch

        """;

    private const string Zsh = """
        #compdef portorch
        _portorch() {
            local line files
            local -a candidates
            while IFS= read -r line; do
                if [[ $line == :files ]]; then
                    files=1
                elif [[ $line == *$'\t'* ]]; then
                    candidates+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
                else
                    candidates+=("${line//:/\\:}")
                fi
            done < <("${words[1]/#\~/$HOME}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
            (( ${#candidates} )) && _describe -V 'portorch' candidates
            [[ -n $files ]] && _files
            return 0
        }
        if [[ $funcstack[1] == _portorch ]]; then
            _portorch "$@"
        else
            compdef _portorch portorch
        fi

        """;

    private const string Fish = """
        function __portorch_complete
            set -l words (commandline -opc)
            set -l current (commandline -ct)
            set -l program $words[1]
            set -e words[1]
            for line in ($program complete -- $words "$current" 2>/dev/null)
                if test "$line" = :files
                    __fish_complete_path "$current"
                else
                    printf '%s\n' $line
                end
            end
        end
        complete -c portorch -f -k -a '(__portorch_complete)'

        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName portorch -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $elements = $commandAst.CommandElements
            $words = @($elements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { "$_" })
            & "$($elements[0])" complete '--' @words "$wordToComplete" 2>$null | Where-Object { $_ -ne ':files' } | ForEach-Object {
                $value, $tip = $_ -split "`t", 2
                $text = if ($value -match '[^\w.:/=-]') { "'" + $value.Replace("'", "''") + "'" } else { $value }
                [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $(if ($tip) { $tip } else { $value }))
            }
        }

        """;

    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script of a shell; null when there is none.</summary>
    public static string? Find(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "pwsh" => PowerShell,
        _ => null,
    };
}
