using System.Xml.Linq;

namespace PortOrchestrator.Abstractions.Tests.Architecture;

/// <summary>What a project file refers to.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _document;

    public ProjectFile(string path)
    {
        Path = path;
        _document = XDocument.Load(path);
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public IReadOnlyList<string> ProjectReferences =>
        [.. Includes("ProjectReference").Select(i => System.IO.Path.GetFileNameWithoutExtension(i.Replace('\\', '/')))];

    public IReadOnlyList<string> PackageReferences => [.. Includes("PackageReference")];

    public IEnumerable<XElement> Elements(string name) => _document.Descendants(name);

    public static ProjectFile OfSource(string name) => new(System.IO.Path.Combine(Repository.Root, "src", name, name + ".csproj"));

    private IEnumerable<string> Includes(string element) => Elements(element).Select(e => e.Attribute("Include")?.Value).OfType<string>();
}
