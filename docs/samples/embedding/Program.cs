using PortOrchestrator;

await using var project = await ProjectOrchestrator.OpenAsync(new() { WorkingDirectory = args.FirstOrDefault() });
var up = await project.UpAsync();
foreach (var service in up.Snapshot.Services) Console.WriteLine($"{service} {string.Join(' ', service.Ports)}".TrimEnd());
foreach (var failure in up.Failures) Console.Error.WriteLine($"{failure.Service} is not up, see {failure.LogPath}");
return up.Outcome is UpOutcome.Ready or UpOutcome.AlreadyRunning or UpOutcome.NothingToDo ? 0 : 1;
