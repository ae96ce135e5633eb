using PortOrchestrator.ConfigParsers.Detection.Facts;
using PortOrchestrator.ConfigParsers.Detection.Tables;

namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>Holds the folders against the table of signatures.</summary>
internal sealed class SignatureSource : IFindingSource
{
    public IEnumerable<Finding> Find(TreeFolder folder)
    {
        for (var rank = 0; rank < Signatures.All.Count; rank++)
        {
            var signature = Signatures.All[rank];
            if (Evidence(folder, signature) is not var (file, word)) continue;
            foreach (var finding in Make(folder, signature, file, word)) yield return finding with { Rank = rank };
        }
    }

    private static (FileFacts File, string? Word)? Evidence(TreeFolder folder, Signature signature)
    {
        foreach (var file in folder.Files)
        {
            if (!signature.Files.Any(p => IsMatch(p, file.Name)) || signature.NotWords.Any(file.Has)) continue;
            var word = signature.Words.FirstOrDefault(file.Has);
            if (word is null && signature.Words.Count > 0) continue;
            if (!signature.Beside.All(folder.Has) || signature.NotNear.Any(n => folder.Has(n) || folder.Above.FirstOrDefault()?.Has(n) == true)) continue;
            return (file, word);
        }

        return null;
    }

    private static bool IsMatch(string pattern, string name)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return name == pattern;
        return name.StartsWith(pattern[..star], StringComparison.Ordinal) && name.EndsWith(pattern[(star + 1)..], StringComparison.Ordinal);
    }

    private static IEnumerable<Finding> Make(TreeFolder folder, Signature signature, FileFacts file, string? word)
    {
        if (signature.Each is not var (below, needed)) return [One(folder, signature, file, word, null)];
        return folder.FoldersWith(below, needed).Select(f => One(folder, signature, file, word, f));
    }

    private static Finding One(TreeFolder folder, Signature signature, FileFacts file, string? word, string? each)
    {
        var isGuess = signature.Confidence == DetectionConfidence.Guess;
        var port = signature.Port is { } number ? new FoundPort(number, signature.Injection) { Variable = signature.PortVariable == "PORT" ? null : signature.PortVariable } : null;
        return new Finding
        {
            Authority = Authority.Signature,
            Folder = folder.Path,
            Role = each is null ? signature.Role : "program " + each,
            Name = each ?? NameOf(folder, file),
            Command = Placeholder.Of(Command(folder, signature, word, each)),
            Environment = signature.Environment.ToDictionary(v => v.Key, v => Placeholder.Of(v.Value), StringComparer.Ordinal),
            Ports = port is null ? [] : [port],
            Health = Health(folder, file, signature.Health),
            Confidence = signature.Confidence,
            Evidence = file.Evidence(word),
            Reason = isGuess ? $"{signature.Name} was recognised, and its command is a guess" : null,
        };
    }

    // A solution has many projects in folders of any name.
    private static string NameOf(TreeFolder folder, FileFacts file) =>
        file.Name.EndsWith(".csproj", StringComparison.Ordinal) ? file.Name[..^".csproj".Length] : folder.Path.Length == 0 ? file.Text("name") ?? folder.Name : folder.Name;

    private static string Command(TreeFolder folder, Signature signature, string? word, string? each)
    {
        var command = signature.Command;
        foreach (var runner in Runner.All)
        {
            if (command.Contains("{" + runner.Name + "}", StringComparison.Ordinal)) command = Put(command, runner.Name, runner.In(folder));
        }

        if (word is not null) command = Put(command, "key", Key(word));
        if (each is not null) command = Put(command, "each", Launchers.ShellWords.Quote(each));
        return signature.Entries.Count == 0 ? command : WithEntry(command, folder, signature);
    }

    private static string Key(string word) => word.StartsWith("tasks/", StringComparison.Ordinal) ? word.Split('/')[1] : word;

    private static string WithEntry(string command, TreeFolder folder, Signature signature)
    {
        var found = signature.Entries.Where(folder.Has).ToList();
        // The one that makes the application, if any does, else the first that is there.
        var entry = found.Find(e => signature.Variable is { } v && folder.File(e)?.Text(v) is not null) ?? found.FirstOrDefault() ?? "main.py";
        var variable = signature.Variable is { } key ? folder.File(entry)?.Text(key) : null;
        command = Put(command, "entry", entry);
        command = Put(command, "module", entry[..^".py".Length].Replace('/', '.'));
        return Put(command, "variable", variable is not null && Keys.Patterns.PortVariable().IsMatch(variable) ? variable : "app");
    }

    private static string? Health(TreeFolder folder, FileFacts file, HealthRule? rule)
    {
        if (rule is null) return null;
        if (!rule.IsHttp) return "tcp://localhost:" + Placeholder.Port;
        var teller = rule.File is null ? file : folder.File(rule.File);
        var path = rule.Path is not null && teller?.Has(rule.Word ?? "") == true ? rule.Path : "";
        return "http://localhost:" + Placeholder.Port + path;
    }

    private static string Put(string command, string name, string value) => command.Replace("{" + name + "}", value, StringComparison.Ordinal);
}
