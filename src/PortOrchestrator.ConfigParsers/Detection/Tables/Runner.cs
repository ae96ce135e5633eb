namespace PortOrchestrator.ConfigParsers.Detection.Tables;

/// <summary>What a program is started through, by what lies beside the project or above it. Immutable.</summary>
/// <param name="Name">What commands of the tables call it.</param>
/// <param name="Choices">A file, and what is written when it is there; the first that is found.</param>
/// <param name="Otherwise">What is written when none is.</param>
internal sealed record Runner(string Name, IReadOnlyList<(string File, string Text)> Choices, string Otherwise)
{
    public static readonly IReadOnlyList<Runner> All =
    [
        new("python", [("uv.lock", "uv run "), ("poetry.lock", "poetry run "), ("pdm.lock", "pdm run "), ("Pipfile", "pipenv run ")], ""),
        new("bundle", [("Gemfile", "bundle exec ")], ""),
        new("mvn", [("mvnw", "{up}mvnw")], "mvn"),
        new("gradle", [("gradlew", "{up}gradlew")], "gradle"),
    ];

    /// <summary>What is written in a folder; <c>{up}</c> is the way to the folder of the file.</summary>
    public string In(TreeFolder folder)
    {
        var up = "./";
        foreach (var one in folder.Above.Prepend(folder))
        {
            foreach (var (file, text) in Choices)
            {
                if (one.Has(file)) return text.Replace("{up}", up, StringComparison.Ordinal);
            }

            up = up == "./" ? "../" : up + "../";
        }

        return Otherwise;
    }
}
