namespace PortOrchestrator.Probes.Files;

internal sealed class FileProbe(FileCheck check, ProbeContext context) : TimedProbe(check.ToString(), ProbePace.Costly, context.TimeProvider)
{
    // Some file systems keep times in whole seconds or coarser ticks.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private readonly string _path = Path.Combine(context.WorkingDirectory, check.Path);

    protected override Task<ProbeResult> AttemptAsync(CancellationToken cancellationToken)
    {
        var file = new FileInfo(_path);
        if (!file.Exists) return Task.FromResult(Failure(Directory.Exists(_path) ? "this is a folder, not a file" : "there is no such file"));
        var fresh = file.LastWriteTimeUtc >= context.StartedAt.UtcDateTime - Tolerance;
        return Task.FromResult(fresh ? Success() : Failure($"the file is older than the start of the service; last written at {file.LastWriteTimeUtc:O}"));
    }
}
