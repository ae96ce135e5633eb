using System.Globalization;
using System.Text.RegularExpressions;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Reads probes with the values that they have in process-compose.</summary>
internal sealed class ProbeReader(DiagnosticBag diagnostics, TemplateText templates, string folder)
{
    public ProbeDefinition? Read(MapNode? map)
    {
        if (map is null) return null;
        var fields = new Fields(map);
        if (ReadCheck(fields) is not { } check)
        {
            diagnostics.Error(DiagnosticCodes.MissingKey, map.Place, "the probe has no check", "add exec or http_get");
            return null;
        }

        return new ProbeDefinition
        {
            Check = check,
            InitialDelay = Seconds("initial_delay_seconds", 0, 0),
            Period = Seconds("period_seconds", 1, 10),
            Timeout = Seconds("timeout_seconds", 1, 1),
            SuccessThreshold = Number("success_threshold", 1, 1),
            FailureThreshold = Number("failure_threshold", 1, 3),
            Location = map.Place.Location,
        };

        TimeSpan Seconds(string key, int least, int standard) => TimeSpan.FromSeconds(Number(key, least, standard));

        int Number(string key, int least, int standard)
        {
            if (fields.Whole(key) is not { } number || (number >= least && number <= 31_536_000)) return fields.Whole(key) ?? standard;
            diagnostics.Warning(DiagnosticCodes.NumberCut, fields.PlaceOf(key), $"'{key}' is out of range; the default {standard} is used, as in process-compose");
            return standard;
        }
    }

    public static ProbeDefinition OfLine(ScalarNode line) => new()
    {
        Check = new LogCheck { Pattern = Regex.Escape(line.Text) },
        Location = line.Place.Location,
    };

    private ProbeCheck? ReadCheck(Fields fields)
    {
        if (fields.Map("exec") is { } exec && new Fields(exec).Scalar("command") is { } command)
        {
            var own = new Fields(exec).Text("working_dir");
            return new ExecCheck { Command = CommandLine.Shell(templates.Render(command)), WorkingDirectory = own is null ? null : Path.GetFullPath(own, folder) };
        }

        if (fields.Map("http_get") is { } http) return ReadHttp(new Fields(http));
        if (fields.Map("tcp_socket") is not { } tcp) return null;
        diagnostics.Add(DiagnosticSeverity.Information, DiagnosticCodes.BeyondProcessCompose, tcp.Place, "process-compose has no tcp_socket probe; it works here", null);
        var socket = new Fields(tcp);
        return HealthCheckParser.Tcp($"{Rendered(socket, "host") ?? "127.0.0.1"}:{Rendered(socket, "port")}", tcp.Place, diagnostics);
    }

    private HttpCheck ReadHttp(Fields fields)
    {
        var scheme = Rendered(fields, "scheme")?.ToLowerInvariant() ?? "http";
        var path = Rendered(fields, "path") ?? "/";
        var port = Rendered(fields, "port");
        var isNumber = int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var isUsable = port is not null && (isNumber ? number is >= 1 and <= 65535 : port.Contains("{{", StringComparison.Ordinal));
        if (port is not null && !isUsable)
            diagnostics.Warning(DiagnosticCodes.NumberCut, fields.PlaceOf("port"), $"\"{port}\" is no port; the scheme's own is used, as in process-compose");
        var status = fields.Whole("status_code");
        if (status is < 1 or >= 400)
            diagnostics.Warning(DiagnosticCodes.NumberCut, fields.PlaceOf("status_code"), "a status of 400 and above cannot be expected; 200 is, as in process-compose");
        // The text goes through our own expansion of variables later, which process-compose does not have.
        var url = $"{scheme}://{Rendered(fields, "host") ?? "127.0.0.1"}{(isUsable ? ":" + port : "")}{(path.StartsWith('/') ? "" : "/")}{path}".Replace("$", "$$", StringComparison.Ordinal);
        return new HttpCheck
        {
            Url = url,
            Headers = (fields.Map("headers")?.Entries ?? []).ToDictionary(e => e.Key, e => ((e.Value as ScalarNode)?.Text ?? "").Replace("$", "$$", StringComparison.Ordinal)),
            ExpectedStatus = status is >= 1 and < 400 ? status : 200,
        };
    }

    private string? Rendered(Fields fields, string key) => fields.Scalar(key) is { } scalar ? templates.Render(scalar) : null;
}
