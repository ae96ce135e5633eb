using PortOrchestrator.Configuration;
using PortOrchestrator.Supervision.Logs;

// Keeps a log as a supervisor does, until it is killed: argument 1 is the log, argument 2 the further file. Small limits make it archive all the time.
await using var keeper = new LogKeeper();
keeper.Track(new TrackedLog
{
    Path = args[0],
    Name = "web",
    Definition = new LogDefinition
    {
        MaxSizeMegabytes = 0.25,
        MaxFiles = 100_000,
        File = new LogFileDefinition { Path = args[1], AddTime = true, Rotation = new LogFileRotation { MaxSizeMegabytes = 1, Compress = true } },
    },
});
Console.WriteLine("keeping");
// The end of the input is the polite end.
while (Console.ReadLine() is not null)
{
}
