namespace PortOrchestrator.ConfigParsers.Detection.Tables;

/// <summary>A package manager of JavaScript. Immutable.</summary>
/// <param name="Name">Its program, and what the <c>packageManager</c> field calls it.</param>
/// <param name="LockFiles">The lock files that tell of it.</param>
/// <param name="Separator">What stands between a script's name and its arguments.</param>
/// <param name="Execute">The command that starts a program of a dependency.</param>
internal sealed record PackageManager(string Name, IReadOnlyList<string> LockFiles, string Separator, string Execute)
{
    public static readonly IReadOnlyList<PackageManager> All =
    [
        new("pnpm", ["pnpm-lock.yaml"], " ", "pnpm exec"),
        new("yarn", ["yarn.lock"], " ", "yarn run"),
        new("bun", ["bun.lock", "bun.lockb"], " ", "bunx"),
        new("npm", ["package-lock.json", "npm-shrinkwrap.json"], " -- ", "npx"),
    ];

    /// <summary>The manager of a package: what the nearest <c>packageManager</c> field says, else the nearest lock file, else npm.</summary>
    public static PackageManager Of(TreeFolder folder)
    {
        var folders = folder.Above.Prepend(folder).ToList();
        foreach (var one in folders)
        {
            if (one.File("package.json")?.Text("packageManager") is not { } field) continue;
            var name = field.Split('@')[0];
            if (All.FirstOrDefault(m => m.Name == name) is { } manager) return manager;
        }

        foreach (var one in folders)
        {
            if (All.FirstOrDefault(m => m.LockFiles.Any(one.Has)) is { } manager) return manager;
        }

        return All[^1];
    }

    public string Run(string script, string? arguments) =>
        $"{Name} run {Launchers.ShellWords.Quote(script)}{(arguments is null ? "" : Separator + arguments)}";
}
