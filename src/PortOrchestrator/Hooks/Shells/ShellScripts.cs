namespace PortOrchestrator.Hooks.Shells;

/// <summary>The scripts that notice a change of the folder. While there is none, a prompt costs one comparison and no process.</summary>
internal static class ShellScripts
{
    private const string Program = "@PROGRAM@";

    // The session is the shell's own ($$ is its process id in subshells as well). What is started in a subshell is none of its jobs, so that it
    // tells of none; the terminal's end must not end it before it has told of the session's.
    private const string Bash = """
        if [[ $- == *i* ]]; then
          __portorch_folder=
          __portorch_run() {
            ( trap '' HUP INT; @PROGRAM@ session "$@" --agent shell --pid $$ & ) </dev/null >/dev/null 2>&1
          }
          __portorch_prompt() {
            local status=$?
            if [[ $PWD != "$__portorch_folder" ]]; then
              __portorch_folder=$PWD
              __portorch_run start --move --budget 0
            fi
            return $status
          }
          __portorch_exit() {
            local status=$?
            __portorch_run end
            return $status
          }
          # Of an array this is its first element.
          [[ "${PROMPT_COMMAND[*]:-}" == *__portorch_prompt* ]] || PROMPT_COMMAND="__portorch_prompt${PROMPT_COMMAND:+;$PROMPT_COMMAND}"
          __portorch_trap=$(trap -p EXIT)
          if [[ $__portorch_trap != *__portorch_exit* ]]; then
            __portorch_trap=${__portorch_trap#trap -- }
            eval "trap -- ${__portorch_trap% EXIT}\$'\\n'__portorch_exit EXIT"
          fi
          unset __portorch_trap
        fi

        """;

    private const string Zsh = """
        if [[ -o interactive ]]; then
          typeset -g __portorch_moved=1
          __portorch_run() {
            setopt local_options no_bg_nice
            ( trap '' HUP INT; @PROGRAM@ session "$@" --agent shell --pid $$ & ) </dev/null >/dev/null 2>&1
          }
          __portorch_chpwd() {
            (( ZSH_SUBSHELL )) || __portorch_moved=1
          }
          __portorch_prompt() {
            local code=$?
            if [[ -n $__portorch_moved ]]; then
              __portorch_moved=
              __portorch_run start --move --budget 0
            fi
            return $code
          }
          __portorch_exit() {
            local code=$?
            __portorch_run end
            return $code
          }
          typeset -ga chpwd_functions precmd_functions zshexit_functions
          [[ " ${chpwd_functions[*]} " == *" __portorch_chpwd "* ]] || chpwd_functions+=(__portorch_chpwd)
          [[ " ${precmd_functions[*]} " == *" __portorch_prompt "* ]] || precmd_functions=(__portorch_prompt "${precmd_functions[@]}")
          [[ " ${zshexit_functions[*]} " == *" __portorch_exit "* ]] || zshexit_functions+=(__portorch_exit)
        fi

        """;

    // fish can ignore no signal for what it starts, and its own end would overtake a child that does so itself: sh does it before it has one.
    private const string Fish = """
        if status is-interactive
            set -g __portorch_moved 1
            function __portorch_run
                command sh -c 'trap "" HUP INT; "$@" &' sh @PROGRAM@ session $argv --agent shell --pid $fish_pid </dev/null >/dev/null 2>&1
            end
            function __portorch_chpwd --on-variable PWD
                set -g __portorch_moved 1
            end
            function __portorch_prompt --on-event fish_prompt
                if set -q __portorch_moved
                    set -e __portorch_moved
                    __portorch_run start --move --budget 0
                end
            end
            function __portorch_exit --on-event fish_exit
                __portorch_run end
            end
        end

        """;

    /// <summary>The script of a shell.</summary>
    /// <param name="shell">bash, zsh or fish.</param>
    /// <param name="program">The program, and arguments that come first.</param>
    public static string Of(HookHost shell, IReadOnlyList<string> program) => shell switch
    {
        HookHost.Bash => Bash.Replace(Program, string.Join(' ', program.Select(ShellWords.Posix)), StringComparison.Ordinal),
        HookHost.Zsh => Zsh.Replace(Program, string.Join(' ', program.Select(ShellWords.Posix)), StringComparison.Ordinal),
        HookHost.Fish => Fish.Replace(Program, string.Join(' ', program.Select(ShellWords.Fish)), StringComparison.Ordinal),
        _ => throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"There is no script for {shell}: bash, zsh and fish have one."),
    };
}
