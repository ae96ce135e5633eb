using System.Globalization;
using System.Text;

namespace PortOrchestrator.Benchmarks;

internal static class Report
{
    public static string Render(IEnumerable<Measurement> measurements)
    {
        var text = new StringBuilder("| measured | value | limit | |\n|---|---:|---:|---|\n");
        foreach (var m in measurements)
        {
            var limit = m.Limit is { } l ? (m.MoreIsBetter ? "≥ " : "≤ ") + Number(l, m.Unit) : "";
            var verdict = m.Limit is null ? "" : m.IsWithinLimit ? "kept" : "MISSED";
            text.Append(CultureInfo.InvariantCulture, $"| {m.Name} | {Number(m.Value, m.Unit)} | {limit} | {verdict} |\n");
        }

        return text.ToString();
    }

    private static string Number(double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{value.ToString(value < 100 ? "0.0##" : "#,0", CultureInfo.InvariantCulture)} {unit}").TrimEnd();
}
