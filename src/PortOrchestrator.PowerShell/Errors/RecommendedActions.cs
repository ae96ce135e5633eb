namespace PortOrchestrator.PowerShell.Errors;

/// <summary>What to do next, per error id; <c>about_PortOrchestrator_Errors</c> says more.</summary>
internal static class RecommendedActions
{
    public static string For(ErrorCode code) => code switch
    {
        ErrorCode.InvalidArgument => "Correct the argument; Get-Help of the command lists what it takes.",
        ErrorCode.InvalidConfiguration => "Correct the places that the message names, then check the file with Get-ProjectConfiguration.",
        ErrorCode.ConfigurationNotFound => "Change to the project's folder, pass -Path or -File, or write a .project-services.json file.",
        ErrorCode.ProjectNotFound => "Pass the folder of the project with -Path; Get-ProjectService -All lists the known projects.",
        ErrorCode.ServiceNotFound => "Get-ProjectService lists the services of the project.",
        ErrorCode.PortConflict => "Get-PortOwner tells who holds the port. Stop it, or set the port's mode to 'prefer' in the configuration.",
        ErrorCode.PortReservedBySystem => "Choose another port: the system keeps this one for itself.",
        ErrorCode.PoolExhausted => "Clear-PortAllocation collects ports of deleted projects; a wider range also helps.",
        ErrorCode.ServiceFailed => "Get-ProjectServiceLog shows the output of the service.",
        ErrorCode.Timeout => "Wait longer with -Timeout, or see with Get-ProjectService what is not ready. What was started goes on.",
        ErrorCode.RegistryUnavailable => "Get-PortOrchestratorDiagnostic checks the registry file and its folder.",
        ErrorCode.SchemaTooNew => "Update the module: a newer version has written the file.",
        ErrorCode.SupervisorUnavailable => "Get-PortOrchestratorDiagnostic checks the portorch program; PORTORCH_PATH may name another one.",
        ErrorCode.StateUnavailable => "Make the state folder writable, or set PORTORCHESTRATOR_HOME to a folder that is.",
        ErrorCode.NotApproved => "Look at what would run with Approve-ProjectConfiguration -WhatIf -Verbose, then approve it, or start it with Start-ProjectServices.",
        _ => "Run the command again with -Verbose and -Debug; Get-PortOrchestratorDiagnostic checks the installation.",
    };
}
