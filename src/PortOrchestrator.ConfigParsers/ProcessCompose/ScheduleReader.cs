using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Expansion;
using PortOrchestrator.ConfigParsers.ProjectServices;
using PortOrchestrator.ConfigParsers.Schedules;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Reads <c>schedule</c>.</summary>
internal sealed class ScheduleReader(DiagnosticBag diagnostics, bool isStrict)
{
    public ScheduleDefinition? Read(Fields process)
    {
        if (process.Map("schedule") is not { } map) return null;
        var fields = new Fields(map);
        var schedule = new ScheduleDefinition
        {
            Cron = Cron(fields),
            TimeZone = fields.Text("timezone"),
            Interval = Interval(fields),
            RunOnStart = fields.Flag("run_on_start") ?? false,
            MaxConcurrent = new WholeNumbers(diagnostics, fields).Read("max_concurrent", 1, 1),
            Location = map.Place.Location,
        };
        if (schedule is { Cron: null, Interval: null } && !fields.Has("cron") && !fields.Has("interval"))
            diagnostics.Error(DiagnosticCodes.MissingKey, map.Place, "the schedule has neither 'cron' nor 'interval'", "add one of them");
        if (process.Whole("replicas") > 1)
        {
            diagnostics.Add(
                isStrict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
                DiagnosticCodes.LeftOut,
                map.Place,
                "every copy of this process has the schedule",
                "use one replica");
        }

        return schedule;
    }

    private string? Cron(Fields fields)
    {
        if (fields.Scalar("cron") is not { Kind: ScalarKind.Text } cron) return null;
        if (CronSchedule.Parse(cron.Text, fields.Text("timezone")).Error is not { } error) return cron.Text;
        diagnostics.Error(DiagnosticCodes.InvalidText, cron.Place, error.Message, error.Hint);
        return null;
    }

    private TimeSpan? Interval(Fields fields)
    {
        if (fields.Scalar("interval") is not { Kind: ScalarKind.Text } text) return null;
        if (GoDuration.TryParse(text.Text, out var interval, out var problem) && interval > TimeSpan.Zero) return interval;
        diagnostics.Error(DiagnosticCodes.InvalidText, text.Place, problem ?? "the interval must be above zero", "write it like 30s or 1h30m");
        return null;
    }
}
