using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Reads <c>log_configuration</c>, of a project or of a process.</summary>
internal sealed class LogFileReader(DiagnosticBag diagnostics, bool isStrict)
{
    private static readonly string[] Parts = ["time", "level", "message", "process", "replica"];

    /// <summary>Reads how a file is written.</summary>
    /// <param name="owner">The project or process.</param>
    /// <param name="path">Where its <c>log_location</c> is.</param>
    /// <param name="isShared">Whether several processes write to it.</param>
    public LogFileDefinition? Read(Fields owner, string? path, bool isShared)
    {
        var map = owner.Map("log_configuration");
        if (path is null)
        {
            if (map is not null)
            {
                LeaveOut(
                    owner.PlaceOf("log_configuration"),
                    "'log_configuration' has no effect without a 'log_location' beside it",
                    isShared ? "add one, or remove it" : "add one: the configuration of a process is not used for the project's file");
            }

            return null;
        }

        var file = new LogFileDefinition { Path = path, IsShared = isShared };
        if (map is null) return file;
        var fields = new Fields(map);
        return file with
        {
            Format = fields.Flag("disable_json") == true ? LogFileFormat.Text : LogFileFormat.Json,
            FieldsOrder = Order(fields),
            AddTime = fields.Flag("add_timestamp") == true,
            TimeLayout = fields.Text("timestamp_format") is { Length: > 0 } layout ? layout : null,
            Colours = fields.Flag("no_color") != true && fields.Flag("disable_json") == true,
            Metadata = fields.Flag("no_metadata") != true,
            Rotation = fields.Map("rotation") is { } rotation ? Rotation(new Fields(rotation)) : null,
        };
    }

    private List<string> Order(Fields fields)
    {
        var order = new List<string>();
        foreach (var part in fields.Scalars("fields_order"))
        {
            if (Parts.Contains(part.Text, StringComparer.Ordinal)) order.Add(part.Text);
            else LeaveOut(part.Place, $"a line has no part {part.Display}", "use " + string.Join(", ", Parts));
        }

        return order;
    }

    private void LeaveOut(Place place, string message, string hint) =>
        diagnostics.Add(isStrict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, DiagnosticCodes.LeftOut, place, message, hint);

    private LogFileRotation Rotation(Fields fields)
    {
        var standard = new LogFileRotation();
        // As in process-compose, 0 is the same as nothing.
        return new LogFileRotation
        {
            MaxSizeMegabytes = Count(fields, "max_size_mb") is { } size and > 0 ? size : standard.MaxSizeMegabytes,
            MaxBackups = Count(fields, "max_backups") ?? standard.MaxBackups,
            MaxAgeDays = Count(fields, "max_age_days") ?? standard.MaxAgeDays,
            Compress = fields.Flag("compress") == true,
        };
    }

    private int? Count(Fields fields, string key)
    {
        if (fields.Whole(key) is not { } count) return null;
        if (count >= 0) return count;
        diagnostics.Warning(DiagnosticCodes.NumberCut, fields.PlaceOf(key), $"'{key}' is 0 or more, not {count}", "it has no effect");
        return null;
    }
}
