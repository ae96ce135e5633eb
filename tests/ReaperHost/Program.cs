using System.Collections.Concurrent;
using System.Globalization;
using PortOrchestrator.Supervision.Processes;

// Collects all children, as a supervisor does, which a test runner cannot: argument 1 is how many short processes to start.
DescriptorHygiene.MarkInheritedCloseOnExec();
SignalHygiene.Reset();
if (!Subreaper.Enable()) return 3;
using var orphans = new BlockingCollection<ReapedOrphan>();
using var launcher = new PosixProcessLauncher(new LauncherOptions { Scope = ReapScope.AllChildren, OrphanReaped = orphans.Add });
var environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" };

LaunchedProcess Start(string script) => launcher.Launch(
    new LaunchRequest { Arguments = ["sh", "-c", script], WorkingDirectory = "/", Environment = environment });

var count = int.Parse(args[0], CultureInfo.InvariantCulture);
var codes = await Task.WhenAll(Enumerable.Range(0, count).Select(i => Start($"exit {i % 200}").Exited));
Console.WriteLine("lost " + codes.Where((code, i) => code != i % 200).Count().ToString(CultureInfo.InvariantCulture));

// After a pause without any child, the first one must be seen again.
Console.WriteLine("again " + (await Start("exit 42").Exited).ToString(CultureInfo.InvariantCulture));

// The inner process loses its parent at once and comes to us.
Console.WriteLine("parent " + (await Start("(sleep 0.2; exit 9) & exit 5").Exited).ToString(CultureInfo.InvariantCulture));
var orphan = orphans.Take();
Console.WriteLine("orphan " + orphan.ExitCode.ToString(CultureInfo.InvariantCulture) + (orphan.Process.StartTime > 0 ? " known" : " unknown"));
return 0;
