using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Reads <c>restart</c>, <c>shutdown</c>, <c>limits</c> and <c>log</c>; what is not written keeps the record's default.</summary>
internal static class PolicyParser
{
    public static RestartDefinition Restart(Fields service)
    {
        var standard = new RestartDefinition();
        if (service.Map("restart") is not { } map) return standard;
        var fields = new Fields(map);
        return standard with
        {
            Policy = fields.Choice("policy", Vocabulary.RestartPolicies) ?? standard.Policy,
            IsExplicit = fields.Has("policy"),
            Backoff = fields.Seconds("backoff_seconds") ?? standard.Backoff,
            MaxBackoff = fields.Seconds("max_backoff_seconds") ?? standard.MaxBackoff,
            MaxRestarts = fields.Whole("max_restarts"),
            ResetAfter = fields.Seconds("reset_after_seconds") ?? standard.ResetAfter,
            WithDependency = fields.Flag("with_dependency") ?? standard.WithDependency,
        };
    }

    public static ShutdownDefinition Shutdown(Fields service)
    {
        var standard = new ShutdownDefinition();
        if (service.Map("shutdown") is not { } map) return standard;
        var fields = new Fields(map);
        return standard with
        {
            Signal = fields.Text("signal") ?? standard.Signal,
            Command = fields.Command("command"),
            Timeout = fields.Seconds("timeout_seconds") ?? standard.Timeout,
        };
    }

    public static ServiceLimits Limits(Fields service)
    {
        if (service.Map("limits") is not { } map) return ServiceLimits.None;
        var fields = new Fields(map);
        return new ServiceLimits
        {
            MemoryMegabytes = fields.Number("memory_mb"),
            CpuPercent = fields.Number("cpu_percent"),
            Processes = fields.Whole("processes"),
            OpenFiles = fields.Whole("open_files"),
        };
    }

    public static LogDefinition Log(Fields service)
    {
        var standard = new LogDefinition();
        if (service.Map("log") is not { } map) return standard;
        var fields = new Fields(map);
        return standard with
        {
            MaxSizeMegabytes = fields.Number("max_size_mb") ?? standard.MaxSizeMegabytes,
            MaxFiles = fields.Whole("max_files") ?? standard.MaxFiles,
            SeparateStandardError = fields.Flag("separate_stderr") ?? standard.SeparateStandardError,
        };
    }
}
