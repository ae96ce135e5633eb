using System.Globalization;
using System.Text.Json;

namespace PortOrchestrator.Supervision.Engines;

/// <summary>Reads what <c>docker inspect</c> says of the containers of one Compose service.</summary>
internal static class ContainerReader
{
    /// <summary>The state of the service: that of the container that runs, else that of the newest one.</summary>
    public static EngineState Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var all = document.RootElement.EnumerateArray().Select(c => (State: ReadOne(c), Created: Text(c, "Created"))).ToList();
            var newest = all.OrderByDescending(c => c.Created, StringComparer.Ordinal).Select(c => c.State).ToList();
            return newest.Find(s => s.Condition == EngineCondition.Running) ?? newest.FirstOrDefault() ?? new EngineState(EngineCondition.Missing);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new EngineState(EngineCondition.Unknown) { Reason = $"docker's answer cannot be read: {e.Message}" };
        }
    }

    private static EngineState ReadOne(JsonElement container)
    {
        var state = Property(container, "State");
        var status = Text(state, "Status");
        var condition = status switch
        {
            "running" or "paused" => EngineCondition.Running,
            "created" or "restarting" => EngineCondition.Starting,
            _ => EngineCondition.Ended,
        };
        var health = Text(Property(state, "Health"), "Status");
        var error = Text(state, "Error");
        return new EngineState(condition)
        {
            Id = Text(container, "Id"),
            Name = "container " + Text(container, "Name").TrimStart('/'),
            ExitCode = condition == EngineCondition.Ended && Property(state, "ExitCode") is { ValueKind: JsonValueKind.Number } code ? code.GetInt32() : null,
            IsHealthy = health is "" or "none" ? null : health == "healthy",
            Reason = error.Length > 0 ? error : status switch
            {
                "paused" => "it is paused ('docker unpause' lets it go on)",
                "restarting" => "Docker starts it again and again",
                "running" when health == "starting" => "its own health check has not passed yet",
                "running" when health == "unhealthy" => "its own health check fails" + LastOutput(state),
                _ => null,
            },
            Ports = [.. Ports(container)],
            FormerEnd = Instant(Text(state, "FinishedAt")),
            Folder = Text(Property(Property(container, "Config"), "Labels"), "com.docker.compose.project.working_dir") is { Length: > 0 } folder ? folder : null,
        };
    }

    private static string LastOutput(JsonElement state)
    {
        if (Property(Property(state, "Health"), "Log") is not { ValueKind: JsonValueKind.Array } log || log.GetArrayLength() == 0) return "";
        return EngineText.Last(Text(log[log.GetArrayLength() - 1], "Output")) is { } line ? ": " + line : "";
    }

    private static IEnumerable<EnginePort> Ports(JsonElement container)
    {
        if (Property(Property(container, "NetworkSettings"), "Ports") is not { ValueKind: JsonValueKind.Object } ports) yield break;
        foreach (var port in ports.EnumerateObject())
        {
            if (port.Value.ValueKind != JsonValueKind.Array || port.Value.GetArrayLength() == 0) continue;
            var slash = port.Name.IndexOf('/', StringComparison.Ordinal);
            var protocol = slash >= 0 && port.Name[(slash + 1)..] == "udp" ? PortProtocol.Udp : PortProtocol.Tcp;
            if (int.TryParse(slash < 0 ? port.Name : port.Name[..slash], CultureInfo.InvariantCulture, out var target)
                && int.TryParse(Text(port.Value[0], "HostPort"), CultureInfo.InvariantCulture, out var published))
                yield return new EnginePort(published, target, protocol) { Address = Text(port.Value[0], "HostIp") is { Length: > 0 } address and not ("0.0.0.0" or "::") ? address : null };
        }
    }

    // The year 1 stands for never.
    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) && instant.Year > 1 ? instant.ToUniversalTime() : null;

    private static JsonElement Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string Text(JsonElement element, string name) => Property(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
}
