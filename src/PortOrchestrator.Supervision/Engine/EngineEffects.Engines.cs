namespace PortOrchestrator.Supervision.Engine;

internal sealed partial class EngineEffects
{
    // The last words of a start command tell what was wrong.
    private const int LastWords = 16 * 1024;

    public void WatchEngine(ServiceInstance instance, CancellationToken run)
    {
        var (name, generation, spec, startedAt) = (instance.Name, instance.Generation, instance.Spec, instance.StartedAt ?? _options.TimeProvider.GetUtcNow());
        var kept = KeepLogs(instance);
        Run(name, async () =>
        {
            var end = await _engines.WaitForEndAsync(name, spec, startedAt, text => _deliver(new InstanceEvent.Warned(name, generation, text)), run).ConfigureAwait(false);
            _options.Logs?.EndRun(kept);
            _deliver(new InstanceEvent.EngineEnded(name, generation, end));
        });
    }

    public string? ExplainStart(ServiceInstance instance, string? error = null)
    {
        var text = error ?? Tail(instance.Spec.LogPath, instance.LogOffset) + Tail(instance.Spec.ErrorLogPath, instance.ErrorLogOffset);
        return _engines.Explain(instance.Spec, text);
    }

    private static string Tail(string? log, long from)
    {
        if (log is null || !File.Exists(log)) return "";
        using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(Math.Min(file.Length, Math.Max(from, file.Length - LastWords)), SeekOrigin.Begin);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
