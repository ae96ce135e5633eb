using System.Globalization;
using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch check</c>.</summary>
internal static class CheckCommand
{
    public static CommandSpec Spec { get; } = new("check", "Check the configuration and show what was understood, inferred values included.")
    {
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        var result = await session.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (result.NotFound) return context.Fail(await ConfigurationErrors.NotFoundAsync(session, result, cancellationToken).ConfigureAwait(false));
        if (!result.IsValid || result.Definition is not { } definition) return Refuse(context, result);
        if (context.Json)
        {
            JsonOutput.Write(context.Terminal, CheckDocument.From(definition, result.Diagnostics), HostJsonContext.Legible.CheckDocument);
            return ExitCode.Success;
        }

        DiagnosticRenderer.Write(context.Terminal.Out, result.Diagnostics, context.Terminal.OutStyle, context.Terminal.OutWidth);
        WriteServices(context.Terminal, definition);
        var warnings = result.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Warning);
        context.Terminal.Out.Write(
            $"{Words.List(definition.Files)}: {Words.Count(definition.Services.Count, "service")}, no errors, {Words.Count(warnings, "warning")}.\n");
        return ExitCode.Success;
    }

    // The findings are what the command was asked for, so for people they go where its data go.
    private static int Refuse(CommandContext context, ConfigurationResult result)
    {
        if (context.Json) return context.Fail(ConfigurationErrors.Invalid(result));
        var style = context.Terminal.OutStyle;
        DiagnosticRenderer.Write(context.Terminal.Out, result.Diagnostics, style, context.Terminal.OutWidth);
        context.Terminal.Out.Write($"{style.Bad("error:")} {ConfigurationErrors.Invalid(result).Message}\n");
        return ExitCode.InvalidConfiguration;
    }

    private static void WriteServices(ITerminal terminal, ProjectDefinition definition)
    {
        if (definition.Services.Count == 0) return;
        var table = new TextTable("SERVICE", "TIER", "KIND", "PORTS", "CHECK", "STOP");
        foreach (var service in definition.Services)
        {
            table.Add(
                service.Disabled ? service.Name + " (disabled)" : service.Required ? service.Name : service.Name + " (optional)",
                service.Tier,
                service.Launcher is { } launcher ? $"{Words.Of(service.Kind)} ({launcher.Engine})" : Words.Of(service.Kind),
                service.Ports.Count == 0 ? "-" : string.Join(", ", service.Ports.Select(Port)),
                (service.Readiness ?? service.Liveness)?.Check.ToString() ?? "-",
                Stop(service));
        }

        table.Write(terminal.Out, terminal.OutWidth, terminal.OutStyle);
    }

    private static string Port(PortDefinition port)
    {
        var name = port.Name == PortDefinition.DefaultName ? "" : port.Name + ":";
        var number = port.Port?.ToString(CultureInfo.InvariantCulture) ?? "any";
        return $"{name}{number} ({(port.Port is null ? "auto" : Words.Of(port.Mode))}{(port.Inferred ? ", inferred" : "")})";
    }

    private static string Stop(ServiceDefinition service)
    {
        if (service.StopCommand is { } stop) return stop.ToString();
        if (service.Launcher is { } launcher) return launcher.StopCommand + " (inferred)";
        if (service.Shutdown.Command is { } command) return command.ToString();
        return service.Kind == ServiceKind.External ? "-" : service.Shutdown.Signal;
    }
}
