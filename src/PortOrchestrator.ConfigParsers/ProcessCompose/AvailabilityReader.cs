using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Reads <c>availability</c>.</summary>
internal static class AvailabilityReader
{
    public static RestartDefinition Restart(Fields process, DiagnosticBag diagnostics)
    {
        var standard = new RestartDefinition { Policy = RestartPolicy.No, IsExplicit = true, OnLostReadiness = process.Has("readiness_probe") };
        if (process.Map("availability") is not { } map) return standard;
        var fields = new Fields(map);
        var numbers = new WholeNumbers(diagnostics, fields);
        var limit = numbers.Read("max_restarts", 0, 0);
        var wait = numbers.Seconds("backoff_seconds", 1, 1);
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
