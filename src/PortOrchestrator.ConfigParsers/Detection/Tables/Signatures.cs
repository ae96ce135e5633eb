namespace PortOrchestrator.ConfigParsers.Detection.Tables;

/// <summary>The signatures of frameworks; of two that mean the same program the first one counts.</summary>
internal static class Signatures
{
    private static readonly string[] PythonFiles = ["pyproject.toml", "requirements*.txt", "Pipfile"];

    private static readonly string[] PythonEntries =
        ["main.py", "app.py", "server.py", "asgi.py", "app/main.py", "src/main.py", "api/main.py", "app/app.py", "src/app.py", "wsgi.py", "app/server.py"];

    private static readonly string[] GradleFiles = ["build.gradle", "build.gradle.kts"];

    private static readonly string[] Targets = ["dev", "run", "serve", "start"];

    private static readonly Dictionary<string, string> AspNetUrls = new() { ["ASPNETCORE_URLS"] = "http://localhost:{port}" };

    private static readonly HealthRule Actuator = new(true, "/actuator/health", "spring-boot-starter-actuator");
    private static readonly HealthRule QuarkusHealth = new(true, "/q/health", "quarkus-smallrye-health");
    private static readonly HealthRule MicronautHealth = new(true, "/health", "micronaut-management");

    public static readonly IReadOnlyList<Signature> All =
    [
        new("Django", ["manage.py"], "{python}python manage.py runserver 127.0.0.1:{port}") { Words = ["django"], Port = 8000, Health = HealthRule.Http },
        new("Rails", ["Gemfile"], "bin/dev") { Words = ["rails"], Beside = ["bin/rails", "bin/dev"], NotNear = ["Procfile.dev"], Port = 3000, Health = Rails() },
        new("Rails", ["Gemfile"], "bin/rails server -p {port}") { Words = ["rails"], Beside = ["bin/rails"], Port = 3000, Health = Rails() },
        new("Rack", ["config.ru"], "{bundle}rackup -p {port}") { Port = 9292, Health = HealthRule.Http },
        new("Laravel", ["artisan"], "php artisan serve --host=127.0.0.1 --port={port}") { Port = 8000, Health = HealthRule.Http },
        new("Symfony", ["symfony.lock"], "symfony server:start --no-tls --port={port}") { Port = 8000, Health = HealthRule.Http },
        new("Phoenix", ["mix.exs"], "mix phx.server") { Words = [":phoenix"], Port = 4000, Health = HealthRule.Http },
        new("Deno", ["deno.json", "deno.jsonc"], "deno task {key}") { Words = ["tasks/dev", "tasks/start", "tasks/serve"], Port = 8000, Health = HealthRule.Http },
        new("Spring Boot, Maven", ["pom.xml"], "{mvn} spring-boot:run")
        {
            Words = ["spring-boot-maven-plugin"], NotWords = ["<packaging>pom</packaging>"], Port = 8080, PortVariable = "SERVER_PORT", Health = Actuator,
        },
        new("Spring Boot, Gradle", GradleFiles, "{gradle} bootRun") { Words = ["org.springframework.boot"], NotWords = ["apply false"], Port = 8080, PortVariable = "SERVER_PORT", Health = Actuator },
        new("Quarkus, Maven", ["pom.xml"], "{mvn} quarkus:dev")
        {
            Words = ["quarkus-maven-plugin"], NotWords = ["<packaging>pom</packaging>"], Port = 8080, PortVariable = "QUARKUS_HTTP_PORT", Health = QuarkusHealth,
        },
        new("Quarkus, Gradle", GradleFiles, "{gradle} quarkusDev") { Words = ["io.quarkus"], NotWords = ["apply false"], Port = 8080, PortVariable = "QUARKUS_HTTP_PORT", Health = QuarkusHealth },
        new("Micronaut, Maven", ["pom.xml"], "{mvn} mn:run")
        {
            Words = ["micronaut-maven-plugin"], NotWords = ["<packaging>pom</packaging>"], Port = 8080, PortVariable = "MICRONAUT_SERVER_PORT", Health = MicronautHealth,
        },
        new("Micronaut, Gradle", GradleFiles, "{gradle} run") { Words = ["io.micronaut.application"], NotWords = ["apply false"], Port = 8080, PortVariable = "MICRONAUT_SERVER_PORT", Health = MicronautHealth },
        new("ASP.NET Core", ["*.csproj"], "dotnet run --no-launch-profile")
        {
            Words = ["Microsoft.NET.Sdk.Web", "Microsoft.NET.Sdk.BlazorWebAssembly"], NotWords = ["IsTestProject", "Microsoft.NET.Test.Sdk"], Port = 5000, Environment = AspNetUrls, Health = HealthRule.Http,
        },
        new(".NET worker", ["*.csproj"], "dotnet run --no-launch-profile") { Words = ["Microsoft.NET.Sdk.Worker"], NotWords = ["IsTestProject", "Microsoft.NET.Test.Sdk"] },
        new("Azure Functions", ["host.json"], "func start --port {port}") { Words = ["extensionBundle", "\"version\": \"2.0\""], Port = 7071, Health = HealthRule.Tcp },
        new("Streamlit", PythonFiles, "{python}streamlit run {entry} --server.port {port} --server.headless true")
        {
            Confidence = DetectionConfidence.Guess, Words = ["streamlit"], Entries = ["streamlit_app.py", .. PythonEntries], Port = 8501, Health = HealthRule.Http,
        },
        new("FastAPI", PythonFiles, "{python}uvicorn {module}:{variable} --reload --host 127.0.0.1 --port {port}")
        {
            Confidence = DetectionConfidence.Guess, Words = ["fastapi"], Entries = PythonEntries, Variable = "fastapi", Port = 8000, Health = HealthRule.Http,
        },
        new("Flask", PythonFiles, "{python}flask --app {module} run --port {port}")
        {
            Confidence = DetectionConfidence.Guess, Words = ["flask"], Entries = PythonEntries, Port = 5000, Health = HealthRule.Http,
        },
        new("Gradio", PythonFiles, "{python}python {entry}")
        {
            Confidence = DetectionConfidence.Guess, Words = ["gradio"], Entries = PythonEntries, Port = 7860, PortVariable = "GRADIO_SERVER_PORT", Health = HealthRule.Http,
        },
        new("Go, air", [".air.toml"], "air") { Confidence = DetectionConfidence.Guess, Port = 8080, Health = HealthRule.Tcp },
        new("Go", ["go.mod"], "go run .") { Confidence = DetectionConfidence.Guess, Beside = ["main.go"], Port = 8080, Health = HealthRule.Tcp },
        new("Go, several programs", ["go.mod"], "go run ./cmd/{each}") { Confidence = DetectionConfidence.Guess, Each = ("cmd", "main.go"), Port = 8080, Health = HealthRule.Tcp },
        new("Rocket", ["Cargo.toml"], "cargo run")
        {
            Confidence = DetectionConfidence.Guess, Words = ["rocket"], Beside = ["src/main.rs"], Port = 8000, PortVariable = "ROCKET_PORT", Health = HealthRule.Tcp,
        },
        new("Rust", ["Cargo.toml"], "cargo run") { Confidence = DetectionConfidence.Guess, Words = ["axum", "actix-web", "warp", "poem"], Beside = ["src/main.rs"], Port = 8080, Health = HealthRule.Tcp },
        new("Docusaurus", ["docusaurus.config.*"], "npx docusaurus start --port {port} --host 127.0.0.1 --no-open") { Role = "docs", Port = 3000, Health = HealthRule.Http },
        new("Hugo", ["hugo.toml", "hugo.yaml", "hugo.json"], "hugo server --bind 127.0.0.1 --port {port}") { Role = "docs", Port = 1313, Health = HealthRule.Http },
        new("Jekyll", ["_config.yml"], "{bundle}jekyll serve --host 127.0.0.1 --port {port}")
        {
            Role = "docs", Words = ["jekyll", "theme:", "remote_theme:", "permalink:", "baseurl:"], NotNear = ["package.json"], Port = 4000, Health = HealthRule.Http,
        },
        new("MkDocs", ["mkdocs.yml", "mkdocs.yaml"], "{python}mkdocs serve --dev-addr 127.0.0.1:{port}") { Role = "docs", Port = 8000, Health = HealthRule.Http },
        new("PHP", ["index.php"], "php -S 127.0.0.1:{port}") { NotNear = ["artisan", "symfony.lock", "wp-config-sample.php"], Port = 8000, Health = HealthRule.Http },
        new("make", ["Makefile", "makefile", "GNUmakefile"], "make {key}") { Confidence = DetectionConfidence.Guess, Words = Targets },
        new("just", ["justfile", "Justfile", ".justfile"], "just {key}") { Confidence = DetectionConfidence.Guess, Words = Targets },
        new("Task", ["Taskfile.yml", "Taskfile.yaml"], "task {key}") { Confidence = DetectionConfidence.Guess, Words = [.. Targets.Select(t => "tasks/" + t)] },
        new("mise", ["mise.toml"], "mise run {key}") { Confidence = DetectionConfidence.Guess, Words = [.. Targets.SelectMany(t => new[] { $"tasks/{t}", $"tasks/{t}/run" })] },
    ];

    // Rails has the check only when its routes say so.
    private static HealthRule Rails() => new(true, "/up", "rails/health", "config/routes.rb");
}
