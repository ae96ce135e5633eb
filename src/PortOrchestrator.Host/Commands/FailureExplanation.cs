using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Commands;

/// <summary>Says for people why a command ended with an exception; never with a stack trace.</summary>
internal static class FailureExplanation
{
    public static ErrorReport Of(Exception exception, StatePaths paths) => exception switch
    {
        UsageException e => new ErrorReport(ErrorCode.InvalidArgument, e.Hint is null ? e.Message : $"{e.Message} {e.Hint}")
        {
            Hints = [$"'{e.CommandPath ?? CommandTree.Root.Name} --help' shows what can be said."],
        },
        ConfigurationException e => new ErrorReport(e.Code, e.Message) { Diagnostics = e.Diagnostics },
        PortOrchestratorException e => new ErrorReport(e.Code, e.Message),
        _ => new ErrorReport(ErrorCode.Unexpected, $"{exception.Message} This is a defect of portorch.")
        {
            Hints = DefectHints(exception, paths),
        },
    };

    /// <summary>The types of an exception and its causes, outermost first.</summary>
    public static string Types(Exception exception)
    {
        var types = new List<string>();
        for (var e = exception; e is not null; e = e.InnerException) types.Add(e.GetType().Name);
        return string.Join(" <- ", types);
    }

    private static string[] DefectHints(Exception exception, StatePaths paths) => DefectLog.Write(exception, paths) is { } log
        ? [$"Details are in '{log}'; please report it with them."]
        : [];
}
