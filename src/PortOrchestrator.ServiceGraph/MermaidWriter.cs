using System.Globalization;
using System.Text;

namespace PortOrchestrator.ServiceGraph;

internal static class MermaidWriter
{
    // Ids are numbers of our own: names may hold characters, or be words such as `end`, that Mermaid reads as syntax.
    public static string Write(IReadOnlyList<StartStep> steps)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var step in steps) ids[step.Service.Name] = string.Create(CultureInfo.InvariantCulture, $"s{ids.Count}");

        var text = new StringBuilder("flowchart LR\n");
        foreach (var tier in steps.GroupBy(s => s.Service.Tier))
        {
            text.Append(CultureInfo.InvariantCulture, $"  subgraph tier{tier.Key}[\"tier {tier.Key}\"]\n");
            foreach (var step in tier)
            {
                var label = Escape(step.Service.Name) + (step.Service.Required ? "" : " (optional)");
                text.Append(CultureInfo.InvariantCulture, $"    {ids[step.Service.Name]}[\"{label}\"]\n");
            }

            text.Append("  end\n");
        }

        foreach (var step in steps)
        {
            foreach (var dependency in step.Dependencies)
            {
                var label = dependency.Condition == DependencyCondition.Ready ? "" : $"|{dependency.Condition.Word()}|";
                text.Append(CultureInfo.InvariantCulture, $"  {ids[step.Service.Name]} -->{label} {ids[dependency.Service]}\n");
            }
        }

        return text.ToString();
    }

    private static string Escape(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-' or '_' or '.' or '/') text.Append(rune.ToString());
            else text.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }

        return text.ToString();
    }
}
