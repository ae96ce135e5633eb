using System.Text.Json;
using System.Text.Json.Nodes;
using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>Tells what differs between what a service was started with and what it would be started with now.</summary>
internal static class SpecDrift
{
    // Set by the session that calls, not by the configuration.
    private static readonly HashSet<string> Volatile = new(StringComparer.Ordinal)
    {
        "PWD", "OLDPWD", "SHLVL", "_", "TERM", "COLUMNS", "LINES", "PORTORCH_INSTANCE",
    };

    // Compared by what became of them; a tier only orders starts and stops.
    private static readonly string[] NotCompared = ["startCommand", "workingDirectory", "environment", "defaultEnvironment", "ports", "tier", "compose", "systemd"];

    /// <summary>Names the first difference that takes a new start; null when there is none.</summary>
    public static string? Describe(ServiceSpec running, ServiceSpec now)
    {
        if (running.IsExternal || now.IsExternal || running.RunBy is not null || now.RunBy is not null) return null;
        if (!Command(running).SequenceEqual(Command(now))) return "its command";
        if (WorkingDirectory(running) != WorkingDirectory(now)) return "its working directory";
        if (!running.Ports.SequenceEqual(now.Ports)) return "its ports";
        if (FindVariable(running, now) is { } variable) return $"its environment variable {variable}";
        return JsonNode.DeepEquals(Comparable(TakeOver(running, now).Definition), Comparable(now.Definition)) ? null : "its configuration";
    }

    /// <summary>Gives a running service those parts of a newer specification that are about how it is dealt with, not about what it was started with.</summary>
    public static ServiceSpec TakeOver(ServiceSpec running, ServiceSpec now) => running with
    {
        StopCommand = now.StopCommand,
        ShutdownCommand = now.ShutdownCommand,
        Definition = running.Definition with
        {
            Description = now.Definition.Description,
            Required = now.Definition.Required,
            Disabled = now.Definition.Disabled,
            Dependencies = now.Definition.Dependencies,
            StopCommand = now.Definition.StopCommand,
            Shutdown = now.Definition.Shutdown,
            Restart = now.Definition.Restart,
            StopPolicy = now.Definition.StopPolicy,
            Namespaces = now.Definition.Namespaces,
            EndsProject = now.Definition.EndsProject,
            Watch = now.Definition.Watch,
            Replicas = now.Definition.Replicas,
            ReplicaOf = now.Definition.ReplicaOf,
            Replica = now.Definition.Replica,
            Tool = now.Definition.Tool,
        },
    };

    // Each of those who share it means the folder in its own checkout, and the Compose files that are there.
    private static string WorkingDirectory(ServiceSpec spec) => InCheckout(spec, spec.Definition.WorkingDirectory);

    // The file that moves ports of all services of a Compose file says nothing that the ports do not say.
    private static IEnumerable<string> Command(ServiceSpec spec)
    {
        if (spec.Engine is not { } engine) return spec.Command;
        var isLeftOut = (string argument) => argument == engine.OverridePath;
        return spec.Command
            .Where((a, i) => !isLeftOut(a) && (i + 1 == spec.Command.Count || !isLeftOut(spec.Command[i + 1])))
            .Select(a => Path.IsPathFullyQualified(a) ? InCheckout(spec, a) : a);
    }

    private static string InCheckout(ServiceSpec spec, string path) => spec.AskedBy is { Root.Length: > 0 } asker ? Path.GetRelativePath(asker.Root, path) : path;

    // What a shell exports differs from call to call; only what the configuration names, or a needed port that has moved, is a change of the configuration.
    private static string? FindVariable(ServiceSpec running, ServiceSpec now)
    {
        var configured = Configured(running).Union(Configured(now)).Where(n => !Volatile.Contains(n)).Order(StringComparer.Ordinal);
        if (configured.FirstOrDefault(n => running.Environment.GetValueOrDefault(n) != now.Environment.GetValueOrDefault(n)) is { } variable) return variable;
        var needed = now.Definition.Dependencies.Select(d => ServiceVariables.Stem(d.Service) + "_").ToList();
        return now.Environment.FirstOrDefault(v => v.Key.EndsWith("_PORT", StringComparison.Ordinal)
            && needed.Exists(n => v.Key.StartsWith(n, StringComparison.Ordinal))
            && running.Environment.TryGetValue(v.Key, out var was) && was != v.Value).Key;
    }

    private static IEnumerable<string> Configured(ServiceSpec spec) => spec.ConfiguredVariables.Concat(spec.Definition.Environment.Keys);

    private static JsonNode? Comparable(ServiceDefinition definition)
    {
        var node = JsonSerializer.SerializeToNode(definition, SupervisionJson.Default.ServiceDefinition);
        foreach (var name in NotCompared) node!.AsObject().Remove(name);
        RemovePlaces(node);
        return node;
    }

    private static void RemovePlaces(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list) RemovePlaces(item);
        }
        else if (node is JsonObject map)
        {
            map.Remove("location");
            foreach (var (_, value) in map) RemovePlaces(value);
        }
    }
}
