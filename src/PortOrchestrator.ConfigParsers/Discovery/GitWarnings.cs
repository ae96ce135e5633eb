namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>What can be wrong with a <c>.git</c> file. None of it stops anything: a project that git cannot use may still have services.</summary>
internal static class GitWarnings
{
    public static Diagnostic Stale(string entry, string target) => Warning(
        DiagnosticCodes.StaleGitPointer,
        entry,
        $"the git pointer leads to {target}, which does not exist; project and checkout are taken from the pointer's text",
        $"run 'git worktree repair {Path.GetDirectoryName(entry)}' in the main repository");

    public static Diagnostic Invalid(string entry, string problem) => Warning(
        DiagnosticCodes.InvalidGitPointer,
        entry,
        $"the file does not say where the git directory is ({problem}); the folder is taken as a project of its own",
        "restore the line 'gitdir: PATH', or remove the file");

    public static Diagnostic Copied(string entry, string original) => Warning(
        DiagnosticCodes.CopiedWorktree,
        entry,
        $"the folder is a copy of the worktree {original}; for git, and so for ports and services, the two are one checkout",
        "make a checkout of its own with 'git worktree add'");

    private static Diagnostic Warning(string code, string file, string message, string hint) => new()
    {
        Severity = DiagnosticSeverity.Warning,
        Code = code,
        Message = message,
        Location = new SourceLocation(file, 0, 0),
        Hint = hint,
    };
}
