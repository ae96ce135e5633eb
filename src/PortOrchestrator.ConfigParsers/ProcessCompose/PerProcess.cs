using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Tells of <c>${…}</c> that names what only a process knows once it is started, and is nothing while the file is read.</summary>
internal sealed class PerProcess(DiagnosticBag diagnostics, Place place, Func<string, string?> lookup)
{
    public const string Prefix = "PC_";

    public const string Name = "PC_PROC_NAME";

    public const string Number = "PC_REPLICA_NUM";

    public static bool IsOne(string variable) => variable is Name or Number;

    public string? Find(string variable)
    {
        if (!IsOne(variable)) return lookup(variable);
        var field = variable == Number ? "{{.PC_REPLICA_NUM}}, or " : "";
        diagnostics.Warning(
            DiagnosticCodes.Expansion,
            place,
            $"${{{variable}}} is empty here: {variable} is known only once a process is started, after the file was read",
            $"write {field}$${{{variable}}} where a shell reads it");
        return null;
    }
}
