using System.Globalization;
using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.Host.Commands;

/// <summary>Shows what <c>up --dry-run</c> would do.</summary>
internal static class PlanView
{
    public static int Write(CommandContext context, ProjectPlan plan)
    {
        if (context.Json)
        {
            JsonOutput.Write(context.Terminal, Document(plan), HostJsonContext.Legible.PlanDocument);
            return ExitCode.Success;
        }

        DiagnosticRenderer.Write(context.Terminal.Error, plan.Diagnostics, context.Terminal.ErrorStyle, ErrorWriter.WidthOf(context.Terminal));
        if (plan.Plan.Steps.Count == 0)
        {
            context.Terminal.Out.Write("There is nothing to start.\n");
            return ExitCode.Success;
        }

        var table = new TextTable("#", "TIER", "SERVICE", "AFTER", "PORTS", "COMMAND");
        foreach (var (index, step) in plan.Plan.Steps.Index())
        {
            table.Add(
                index + 1,
                step.Service.Tier,
                step.Service.Name,
                step.Dependencies.Count == 0 ? "-" : Words.List(step.Dependencies.Select(d => d.Service)),
                Ports(plan, step),
                step.Service.StartCommand?.ToString() ?? "-");
        }

        table.Write(context.Terminal.Out, context.Terminal.OutWidth, context.Terminal.OutStyle);
        return ExitCode.Success;
    }

    // What is held already; else what the configuration asks for, in brackets.
    private static string Ports(ProjectPlan plan, StartStep step)
    {
        if (Held(plan, step.Service) is { Count: > 0 } held) return string.Join(' ', held);
        return step.Service.Ports.Count == 0 ? "-" : string.Join(' ', step.Service.Ports.Select(Wish));
    }

    private static string Wish(PortDefinition port) =>
        $"({Words.Of(port.Mode)}{(port.Port is { } number ? " " + number.ToString(CultureInfo.InvariantCulture) : "")})";

    private static IReadOnlyList<ServicePort> Held(ProjectPlan plan, ServiceDefinition service) => plan.Ports.GetValueOrDefault(service.Name) ?? [];

    private static PlanDocument Document(ProjectPlan plan) => new(
        plan.Definition.Root,
        [.. plan.Plan.Steps.Select(s => new PlanDocument.Step(
            s.Service.Name,
            s.Service.Tier,
            s.Layer,
            Words.Of(s.Service.Kind),
            s.Service.Required,
            s.Service.StartCommand?.ToString(),
            [.. s.Dependencies.Select(d => d.Service)],
            PortDocument.From(Held(plan, s.Service))))],
        DiagnosticDocument.From(plan.Diagnostics));
}
