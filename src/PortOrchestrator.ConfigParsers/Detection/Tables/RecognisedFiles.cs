using PortOrchestrator.ConfigParsers.Detection.Facts;

namespace PortOrchestrator.ConfigParsers.Detection.Tables;

/// <summary>Every file that may be evidence, and what is taken from it.</summary>
internal static class RecognisedFiles
{
    private static readonly string[] ComposeKeys =
    [
        "name", "services/*", "services/*/image", "services/*/build", "services/*/build/context", "services/*/ports/**", "services/*/profiles",
        "services/*/depends_on", "services/*/depends_on/*", "services/*/healthcheck", "services/*/healthcheck/disable", "processes/*", "processes/*/command",
        "processes/*/working_dir", "processes/*/disabled",
    ];

    private static readonly string[] PythonPackages = ["fastapi", "flask", "streamlit", "gradio", "django"];

    private static readonly string[] BuildWords =
    [
        "spring-boot", "quarkus", "micronaut", "spring-boot-maven-plugin", "quarkus-maven-plugin", "micronaut-maven-plugin", "org.springframework.boot", "io.quarkus",
        "io.micronaut.application", "spring-boot-starter-actuator", "quarkus-smallrye-health", "micronaut-management", "<packaging>pom</packaging>", "apply false",
    ];

    private static readonly string[] Targets = ["dev", "run", "serve", "start"];

    public static readonly IReadOnlyList<RecognisedFile> All =
    [
        .. Documents(["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"], ComposeKeys),
        .. Documents(["compose.override.yaml", "compose.override.yml", "docker-compose.override.yml", "docker-compose.override.yaml"], ComposeKeys),
        .. Documents(["process-compose.yaml", "process-compose.yml"], ComposeKeys),
        .. Documents(
            [".project-services.json", ".project-services.yaml", ".project-services.yml"],
            ["services/*/name", "services/*/start_command", "services/*/working_dir", "services/*/port", "services/*/health_check", "services/*/disabled", "services/*/kind"]),
        Text(".env", captures: [new("COMPOSE_FILE", "COMPOSE_FILE=")], comment: "#"),
        new("Procfile", FactFormat.Procfile),
        new("Procfile.dev", FactFormat.Procfile),
        new("pitchfork.toml", FactFormat.Toml) { Select = ["daemons/*/run", "daemons/*/dir", "daemons/*/ready_port", "daemons/*/ready_http"] },
        new("mise.toml", FactFormat.Toml) { Select = ["daemons/*/run", "daemons/*/dir", "tasks/*", "tasks/*/run"] },
        Text("devenv.nix", captures: [new("process", "processes.", ".exec")], comment: "#"),
        Document("devbox.json", "shell/scripts/*"),
        Text("*.csproj",
            words:
            [
                "Microsoft.NET.Sdk.Web", "Microsoft.NET.Sdk.BlazorWebAssembly", "Microsoft.NET.Sdk.Worker", "Aspire.AppHost.Sdk", "Aspire.Hosting.AppHost", "IsTestProject",
                "Microsoft.NET.Test.Sdk",
            ],
            captures: [new("reference", "<ProjectReference Include=\"", "\"")]),
        Text("apphost.cs", words: ["#:sdk Aspire.AppHost.Sdk"]),
        Document(
            "Properties/launchSettings.json",
            "profiles/*/commandName", "profiles/*/applicationUrl", "profiles/*/commandLineArgs", "profiles/*/environmentVariables/*"),
        Document(".claude/launch.json", "configurations/**"),
        Document(".vscode/tasks.json", "tasks/**"),
        Document(".vscode/launch.json", "configurations/*/name", "configurations/*/type", "configurations/*/command", "configurations/*/cwd"),
        .. Documents([".devcontainer/devcontainer.json", ".devcontainer.json"], ["forwardPorts", "portsAttributes/*/label"]),
        Document(
            "package.json",
            "name", "packageManager", "workspaces", "workspaces/packages", "scripts/*", "dependencies/*", "devDependencies/*"),
        Document("pnpm-workspace.yaml", "packages"),
        Document("project.json", "name", "targets/*/executor", "targets/*/command", "targets/*/options/port"),
        new("nx.json", FactFormat.Presence),
        new("turbo.json", FactFormat.Presence),
        Text("manage.py", words: ["django"], comment: "#"),
        Text("pyproject.toml", words: PythonPackages, captures: [new("name", "name = \"", "\"")], comment: "#"),
        Text("requirements*.txt", words: PythonPackages, comment: "#"),
        Text("Pipfile", words: PythonPackages, comment: "#"),
        .. new[] { "main.py", "app.py", "server.py", "wsgi.py", "asgi.py", "streamlit_app.py" }.Select(n => Text(
            n, words: ["streamlit", "gradio"], captures: [new("fastapi", "", " = FastAPI("), new("flask", "", " = Flask(")], comment: "#")),
        Text("Gemfile", words: ["rails", "rack", "sinatra", "jekyll", "puma"], comment: "#"),
        new("config.ru", FactFormat.Presence),
        Text("config/routes.rb", words: ["rails/health"], comment: "#"),
        Text("go.mod", captures: [new("module", "module ")], comment: "//"),
        new("go.work", FactFormat.Presence),
        new(".air.toml", FactFormat.Presence),
        Text("Cargo.toml", words: ["axum", "actix-web", "rocket", "warp", "poem", "[[bin]]"], captures: [new("name", "name = \"", "\"")], comment: "#"),
        new("Rocket.toml", FactFormat.Presence),
        Text("pom.xml", words: BuildWords),
        Text("build.gradle", words: BuildWords, comment: "//"),
        Text("build.gradle.kts", words: BuildWords, comment: "//"),
        Text("host.json", words: ["extensionBundle", "\"version\": \"2.0\""]),
        Text("mix.exs", words: [":phoenix"], captures: [new("name", "app: :", ",")], comment: "#"),
        new("artisan", FactFormat.Presence),
        new("symfony.lock", FactFormat.Presence),
        .. Documents(["deno.json", "deno.jsonc"], ["name", "tasks/*"]),
        new("index.php", FactFormat.Presence),
        .. new[] { "hugo.toml", "hugo.yaml", "hugo.json", "mkdocs.yml", "mkdocs.yaml" }.Select(n => new RecognisedFile(n, FactFormat.Presence)),
        Text("_config.yml", words: ["jekyll", "theme:", "remote_theme:", "permalink:", "baseurl:"], comment: "#"),
        new("docusaurus.config.*", FactFormat.Presence),
        Document("firebase.json", "emulators/*/port"),
        .. new[] { "Makefile", "makefile", "GNUmakefile", "justfile", "Justfile", ".justfile" }.Select(n => new RecognisedFile(n, FactFormat.Recipes) { Words = Targets }),
        .. Documents(["Taskfile.yml", "Taskfile.yaml"], ["tasks/*"]),
        Text("Dockerfile", captures: [new("EXPOSE", "EXPOSE ")], comment: "#"),
    ];

    private static readonly Dictionary<string, RecognisedFile[]> ByName =
        All.Where(f => !f.IsPattern).GroupBy(f => f.FileName, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    private static readonly RecognisedFile[] ByPattern = [.. All.Where(f => f.IsPattern)];

    /// <summary>A text that changes whenever what is taken from files does.</summary>
    public static string Fingerprint => string.Join('\n', All.Select(f =>
        $"{f.Name}|{f.Format}|{string.Join(',', f.Select)}|{string.Join(',', f.Words)}|{string.Join(',', f.Captures)}|{f.Comment}"));

    /// <summary>What a file is; null when it says nothing.</summary>
    /// <param name="folder">The folder of the file, from the root.</param>
    /// <param name="name">Its name.</param>
    public static RecognisedFile? Find(string folder, string name)
    {
        if (ByName.TryGetValue(name, out var kinds)) return Array.Find(kinds, k => k.IsMatch(folder, name));
        foreach (var kind in ByPattern)
        {
            if (kind.IsMatch(folder, name)) return kind;
        }

        return null;
    }

    private static RecognisedFile Document(string name, params string[] select) => new(name, FactFormat.Document) { Select = select };

    private static IEnumerable<RecognisedFile> Documents(string[] names, string[] select) => names.Select(n => Document(n, select));

    private static RecognisedFile Text(string name, string[]? words = null, TextCapture[]? captures = null, string? comment = null) =>
        new(name, FactFormat.Text) { Words = words ?? [], Captures = captures ?? [], Comment = comment };
}
