using System.Globalization;

namespace PortOrchestrator.Supervision.Engines;

/// <summary>Reads what <c>systemctl show</c> says of a unit.</summary>
internal static class UnitReader
{
    // CLD_EXITED; the others are ends by a signal.
    private const string Exited = "1";

    public static EngineState Read(string text, string unit)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) values[line[..equals]] = line[(equals + 1)..];
        }

        string Value(string name) => values.GetValueOrDefault(name, "");
        var name = "unit " + (Value("Id") is { Length: > 0 } id ? id : unit);
        if (Value("LoadState") is ("not-found" or "masked" or "bad-setting" or "error") and var load && Value("ActiveState") is "inactive" or "failed")
            return new EngineState(EngineCondition.Missing) { Name = name, Reason = NotLoaded(load, Value("LoadError")) };

        var (active, sub, result) = (Value("ActiveState"), Value("SubState"), Value("Result"));
        return new EngineState(ConditionOf(active))
        {
            Id = unit,
            Name = name,
            ExitCode = ConditionOf(active) == EngineCondition.Ended ? ExitCode(Value("ExecMainCode"), Value("ExecMainStatus"), result) : null,
            Reason = active switch
            {
                "failed" => $"systemd calls it failed (Result={result}); 'systemctl status {unit}' tells more",
                "activating" when sub == "auto-restart" => $"systemd starts it again (Result={result})",
                "activating" => "systemd is starting it",
                "deactivating" => "systemd is stopping it",
                _ => null,
            },
        };
    }

    private static EngineCondition ConditionOf(string active) => active switch
    {
        "active" or "reloading" or "refreshing" => EngineCondition.Running,
        "activating" or "deactivating" or "maintenance" => EngineCondition.Starting,
        "inactive" or "failed" => EngineCondition.Ended,
        _ => EngineCondition.Unknown,
    };

    private static int ExitCode(string code, string status, string result)
    {
        var number = int.TryParse(status, NumberStyles.Integer, CultureInfo.InvariantCulture, out var told) ? told : 0;
        if (number > 0) return code == Exited ? number : 128 + number;
        // A unit can fail although its process ended well, such as by a time limit.
        return result is "" or "success" ? 0 : 1;
    }

    private static string NotLoaded(string load, string error) => load switch
    {
        "masked" => "the unit is masked ('systemctl unmask' makes it usable)",
        "not-found" => "there is no such unit; write its file, then 'systemctl daemon-reload'",
        _ => $"its unit file cannot be used ({load}{(error.Length > 0 ? ": " + error : "")}); 'systemd-analyze verify' tells why",
    };
}
