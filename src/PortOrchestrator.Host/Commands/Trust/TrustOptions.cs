using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Commands.Trust;

/// <summary>What the commands about trust take.</summary>
internal static class TrustOptions
{
    public static readonly OptionSpec Under = new("--under", "A folder with every project in it, instead of one project.") { ValueName = "DIR" };

    public static readonly OptionSpec DryRun = new("--dry-run", "Show what it is about; change nothing.");

    public static void Check(ParsedArguments arguments)
    {
        if (arguments.Has(Under) && (arguments.Has(CommonOptions.Project) || arguments.Has(CommonOptions.File)))
            throw new UsageException("'--under' is about a folder, '--project' and '--file' about one project.", "Leave one of them out.");
    }
}
