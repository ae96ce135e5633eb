using System.Globalization;
using System.Text;

namespace PortOrchestrator.ServiceGraph;

internal static class TreeWriter
{
    // Only direct dependencies are indented: unfolding them all would repeat shared ones without limit.
    public static string Write(IReadOnlyList<StartStep> steps)
    {
        var text = new StringBuilder();
        foreach (var tier in steps.GroupBy(s => s.Service.Tier))
        {
            text.Append(CultureInfo.InvariantCulture, $"tier {tier.Key}\n");
            var members = tier.ToList();
            for (var i = 0; i < members.Count; i++) WriteStep(text, members[i], isLast: i == members.Count - 1);
        }

        return text.ToString();
    }

    private static void WriteStep(StringBuilder text, StartStep step, bool isLast)
    {
        text.Append(isLast ? "└─ " : "├─ ").Append(step.Service.Name);
        if (Notes(step.Service) is { Length: > 0 } notes) text.Append(" (").Append(notes).Append(')');
        text.Append('\n');
        for (var i = 0; i < step.Dependencies.Count; i++)
        {
            var dependency = step.Dependencies[i];
            text.Append(isLast ? "   " : "│  ").Append(i == step.Dependencies.Count - 1 ? "└─ " : "├─ ");
            text.Append("after ").Append(dependency.Service).Append(" is ").Append(dependency.Condition.Word()).Append('\n');
        }
    }

    private static string Notes(ServiceDefinition service)
    {
        var notes = new List<string>();
        if (service.Kind != ServiceKind.Process) notes.Add(service.Kind.Word());
        if (!service.Required) notes.Add("optional");
        if (service.Disabled) notes.Add("disabled");
        return string.Join(", ", notes);
    }
}
