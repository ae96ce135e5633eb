using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

// A fresh process with PowerShell's engine and nothing else: modulehost SCRIPT [ARGUMENT...] runs the script and prints what it writes,
// one value a line. What goes wrong is written to stderr as "error ID: MESSAGE", with exit code 1. A stopwatch
// that was started with the script is in $Clock.
if (args is not [var script, .. var arguments])
{
    Console.Error.WriteLine("usage: modulehost SCRIPT [ARGUMENT...]");
    return 2;
}

using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
runspace.Open();
using var shell = PowerShell.Create(runspace);
// The engine compiles its own parts on first use; that is not the module's time.
shell.AddScript("$null = Get-Module; $null = Get-Command Import-Module").Invoke();
shell.Commands.Clear();
runspace.SessionStateProxy.SetVariable("Clock", Stopwatch.StartNew());
shell.AddScript(script);
foreach (var argument in arguments) shell.AddArgument(argument);

var failed = false;
try
{
    foreach (var value in shell.Invoke()) Console.Out.WriteLine(Convert.ToString(value?.BaseObject, CultureInfo.InvariantCulture));
}
catch (RuntimeException e)
{
    failed = true;
    Console.Error.WriteLine($"error {e.ErrorRecord.FullyQualifiedErrorId}: {e.Message}");
}

foreach (var error in shell.Streams.Error)
{
    failed = true;
    Console.Error.WriteLine($"error {error.FullyQualifiedErrorId}: {error}");
}

foreach (var warning in shell.Streams.Warning) Console.Error.WriteLine($"warning: {warning}");
return failed ? 1 : 0;
