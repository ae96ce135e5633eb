using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Reads whole numbers as process-compose does: one that is out of its range becomes the default, which is told.</summary>
internal readonly struct WholeNumbers(DiagnosticBag diagnostics, Fields fields)
{
    /// <summary>A year in seconds, the longest time.</summary>
    public const int LongestTime = 31_536_000;

    /// <summary>The number of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="least">The smallest number that has a meaning.</param>
    /// <param name="standard">What is taken when there is none, or another one.</param>
    public int Read(string key, int least, int standard)
    {
        if (fields.Whole(key) is not { } number || number == standard) return standard;
        if (number >= least && number <= LongestTime) return number;
        diagnostics.Warning(
            DiagnosticCodes.NumberCut,
            fields.PlaceOf(key),
            $"'{key}' must be {least} to {LongestTime}, not {fields.Scalar(key)!.Display}; {standard} is used{(number < least ? ", as in process-compose" : "")}");
        return standard;
    }

    /// <summary>The time of a key in seconds, by the same rules.</summary>
    public TimeSpan Seconds(string key, int least, int standard) => TimeSpan.FromSeconds(Read(key, least, standard));
}
