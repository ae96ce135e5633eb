using System.Security.Cryptography;
using System.Text;

namespace PortOrchestrator.Loading;

/// <summary>A project that is only a name: it has no folder and exists to hold ports.</summary>
internal static class NamedProject
{
    public static ProjectIdentity Create(string name) => new()
    {
        ProjectId = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("name:" + name)), 0, 6).ToLowerInvariant(),
        Name = name,
        Root = "",
    };
}
