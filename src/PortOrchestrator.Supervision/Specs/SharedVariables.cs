using System.Text;

namespace PortOrchestrator.Supervision.Specs;

/// <summary>
/// Variables that many services of a project have in common: what they inherit and where all of them listen. Sent and kept once, since a project of
/// a thousand services has thousands of them for each. Immutable.
/// </summary>
/// <param name="Id">Stands for exactly these variables.</param>
/// <param name="Variables">The variables.</param>
internal sealed record SharedVariables(string Id, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>Names a set of variables by what is in it.</summary>
    /// <param name="variables">The variables; not to be changed any more.</param>
    public static SharedVariables Of(IReadOnlyDictionary<string, string> variables)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in variables.OrderBy(v => v.Key, StringComparer.Ordinal)) text.Append(name).Append('=').Append(value).Append('\0');
        return new SharedVariables($"{StableHash.Of(text.ToString()):x16}-{text.Length:x}", variables);
    }
}
