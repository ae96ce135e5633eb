using System.Globalization;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>The names of the copies of all processes.</summary>
internal sealed class ReplicaNames
{
    private const int MostOfOne = 1000;
    private const int Most = 20_000;

    private readonly Dictionary<string, IReadOnlyList<string>> _names = new(StringComparer.Ordinal);

    public ReplicaNames(IReadOnlyList<MapEntry> processes, DiagnosticBag diagnostics, IReadOnlyList<ReplicaScale> scales)
    {
        var total = 0;
        foreach (var entry in processes)
        {
            var fields = new Fields((MapNode)entry.Value);
            var wanted = fields.Whole("replicas") ?? 1;
            if (wanted is < 0 or > MostOfOne)
            {
                diagnostics.Error(
                    DiagnosticCodes.OutOfRange, fields.PlaceOf("replicas"), $"'replicas' must be a whole number from 0 to {MostOfOne}, not {fields.Scalar("replicas")!.Display}", "0 counts as 1");
                wanted = 1;
            }

            total += Math.Max(wanted, 1);
            if (total > Most)
            {
                diagnostics.Error(DiagnosticCodes.FileTooLarge, entry.KeyPlace, $"the project has more than {Most} processes, copies included", "use fewer replicas");
                return;
            }

            var written = Math.Max(wanted, 1);
            var scale = scales.FirstOrDefault(s => s.Service == entry.Key && s.Written == written);
            _names[entry.Key] = Of(entry.Key, written, scale?.Wanted ?? written);
        }
    }

    /// <summary>The names of a process's copies; none when there is no such process.</summary>
    public IReadOnlyList<string> this[string process] => _names.GetValueOrDefault(process) ?? [];

    /// <summary>
    /// The name itself for one; else numbered, with as many digits as the count has: 10 copies are <c>-00</c> to <c>-09</c>. Of another number than the
    /// written one, none is named anew: a running copy keeps its name.
    /// </summary>
    public static IReadOnlyList<string> Of(string name, int written, int count)
    {
        var digits = written.ToString(CultureInfo.InvariantCulture).Length;
        return [.. Enumerable.Range(0, count).Select(i => i == 0 && written <= 1 ? name : name + "-" + i.ToString("D" + digits, CultureInfo.InvariantCulture))];
    }
}
