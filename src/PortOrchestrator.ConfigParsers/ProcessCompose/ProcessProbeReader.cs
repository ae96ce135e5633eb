using System.Globalization;
using System.Text.RegularExpressions;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Reads probes with the values that they have in process-compose.</summary>
internal sealed class ProcessProbeReader(DiagnosticBag diagnostics, TemplateText templates, string folder)
{
    public ProbeDefinition? Read(MapNode? map)
    {
        if (map is null) return null;
        var fields = new Fields(map);
        if (ReadCheck(fields) is not { } check)
        {
            diagnostics.Warning(DiagnosticCodes.LeftOut, map.Place, "the probe has no check and is left out", "add exec or http_get");
            return null;
        }

        var numbers = new WholeNumbers(diagnostics, fields);
        return new ProbeDefinition
        {
            Check = check,
            InitialDelay = numbers.Seconds("initial_delay_seconds", 0, 0),
            Period = numbers.Seconds("period_seconds", 1, 10),
            Timeout = numbers.Seconds("timeout_seconds", 1, 1),
            SuccessThreshold = numbers.Read("success_threshold", 1, 1),
            FailureThreshold = numbers.Read("failure_threshold", 1, 3),
            Location = map.Place.Location,
        };
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
            var own = Rendered(new Fields(exec), "working_dir");
            return new ExecCheck { Command = CommandLine.Shell(templates.Render(command)), WorkingDirectory = own is null ? null : Path.GetFullPath(own, folder) };
        }

        if (fields.Map("http_get") is { } http) return ReadHttp(new Fields(http));
        if (fields.Map("tcp_socket") is not { } tcp) return null;
        diagnostics.Add(DiagnosticSeverity.Information, DiagnosticCodes.BeyondProcessCompose, tcp.Place, "process-compose has no tcp_socket probe; it works here", null);
        var socket = new Fields(tcp);
        var target = $"{Host(socket)}:{Rendered(socket, "port")}";
        return HealthCheckParser.Tcp(ProcessVariables.Escaped(target), tcp.Place, diagnostics);
    }

    private HttpCheck ReadHttp(Fields fields)
    {
        var scheme = Rendered(fields, "scheme")?.ToLowerInvariant() ?? "http";
        var path = Rendered(fields, "path") ?? "/";
        var status = fields.Whole("status_code");
        if (status is < 1 or >= 400)
            diagnostics.Warning(DiagnosticCodes.NumberCut, fields.PlaceOf("status_code"), "a status of 400 and above cannot be expected; 200 is, as in process-compose");
        // The text goes through our own expansion of variables later, which process-compose does not have.
        var url = ProcessVariables.Escaped($"{scheme}://{Host(fields)}{Port(fields)}{(path.StartsWith('/') ? "" : "/")}{path}");
        return new HttpCheck
        {
            Url = url,
            Headers = (fields.Map("headers")?.Entries ?? []).ToDictionary(e => e.Key, e => ProcessVariables.Escaped((e.Value as ScalarNode)?.Text ?? "")),
            ExpectedStatus = status is >= 1 and < 400 ? status : 200,
        };
    }

    // An address of version 6 has colons of its own.
    private string Host(Fields fields)
    {
        var host = Rendered(fields, "host") ?? "127.0.0.1";
        return System.Net.IPAddress.TryParse(host, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 && host[0] != '[' ? $"[{host}]" : host;
    }

    private string Port(Fields fields)
    {
        if (Rendered(fields, "port") is not { } port) return "";
        var isLater = port.Contains("{{", StringComparison.Ordinal) || port.Contains("${", StringComparison.Ordinal);
        if (isLater || (int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535)) return ":" + port;
        diagnostics.Warning(DiagnosticCodes.NumberCut, fields.PlaceOf("port"), $"\"{port}\" is no port; the scheme's own is used, as in process-compose");
        return "";
    }

    private string? Rendered(Fields fields, string key) => fields.Scalar(key) is { } scalar ? templates.RenderFilled(scalar) : null;
}
