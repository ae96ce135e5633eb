using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Reads <c>availability</c>.</summary>
internal static class AvailabilityReader
{
    private const int LongestWait = 31_536_000;

    public static RestartDefinition Restart(Fields process)
    {
        var standard = new RestartDefinition { Policy = RestartPolicy.No, IsExplicit = true, OnLostReadiness = process.Has("readiness_probe") };
        if (process.Map("availability") is not { } map) return standard;
        var fields = new Fields(map);
        var limit = fields.Whole("max_restarts");
        var wait = TimeSpan.FromSeconds(Math.Clamp(fields.Whole("backoff_seconds") ?? 1, 1, LongestWait));
        return standard with
        {
            Policy = fields.Text("restart") switch { "always" => RestartPolicy.Always, "on_failure" => RestartPolicy.OnFailure, _ => RestartPolicy.No },
            Backoff = wait,
            MaxBackoff = wait > standard.MaxBackoff ? wait : standard.MaxBackoff,
            MaxRestarts = limit > 0 ? limit : null,
        };
    }

    public static ProjectExit EndsProject(Fields process)
    {
        if (process.Map("availability") is not { } map) return ProjectExit.Never;
        var fields = new Fields(map);
        var ends = fields.Text("restart") switch
        {
            "exit_on_failure" => ProjectExit.OnFailure,
            "exit_on_end" => ProjectExit.OnEnd,
            _ => ProjectExit.Never,
        };
        if (fields.Flag("exit_on_end") == true) ends |= ProjectExit.OnEnd;
        if (fields.Flag("exit_on_skipped") == true) ends |= ProjectExit.OnSkipped;
        return ends;
    }
}
