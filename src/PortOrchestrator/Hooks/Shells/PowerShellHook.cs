namespace PortOrchestrator.Hooks.Shells;

/// <summary>What a PowerShell profile has: it imports the module when the shell first idles at its prompt, or first changes its folder, and not before.</summary>
internal static class PowerShellHook
{
    private const string Module = "@MODULE@";

    // A profile is read by scripts, too, which have no prompt. The language and the engine's own commands are all that is certain to be there.
    private const string Script = """
        $portorchArguments = [Environment]::GetCommandLineArgs()
        if (($portorchArguments -match '^-noe') -or -not (($portorchArguments -match '^-(f|c|e|noni)') -or ($portorchArguments.Count -gt 1 -and $portorchArguments[1] -notlike '-*'))) {
            & {
                $state = @{}
                $state.Begin = {
                    $intrinsics = $ExecutionContext.InvokeCommand
                    $intrinsics.LocationChangedAction = [Delegate]::Remove($intrinsics.LocationChangedAction, $state.Action)
                    if ($state.Begun) { return }
                    $state.Begun = $true
                    Import-Module -Name @MODULE@ -Global -ErrorAction Ignore
                    if ('PortOrchestrator.PowerShell.Sessions.SessionHook' -as [type]) { [PortOrchestrator.PowerShell.Sessions.SessionHook]::Attach($ExecutionContext) }
                }.GetNewClosure()
                $state.Action = [EventHandler[Management.Automation.LocationChangedEventArgs]]$state.Begin
                $intrinsics = $ExecutionContext.InvokeCommand
                $intrinsics.LocationChangedAction = [Delegate]::Combine($intrinsics.LocationChangedAction, $state.Action)
                $null = $ExecutionContext.Events.SubscribeEvent($null, $null, 'PowerShell.OnIdle', $null, $state.Begin, $true, $false, 1)
            }
        }
        [void]($portorchArguments = $null)
        """;

    /// <summary>The lines between the markers.</summary>
    /// <param name="module">The module's name, or the path of its manifest.</param>
    public static string Of(string module) => Script.Replace(Module, $"'{module.Replace("'", "''", StringComparison.Ordinal)}'", StringComparison.Ordinal);
}
