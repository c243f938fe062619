using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer;

/// <summary>A module that is served, as the version details list it.</summary>
/// <param name="Identifier">As on the wire, also the path behind the base URL.</param>
public sealed record OcpiModule(OcpiVersion Version, PartyRole Role, string Identifier, ModuleSide Side);

/// <summary>What the version details list: only what has routes.</summary>
public sealed class OcpiModules
{
    private readonly List<OcpiModule> _modules = [];

    /// <summary>In the order in which they were added.</summary>
    public IEnumerable<OcpiModule> Of(OcpiVersion version, PartyRole role) => _modules.Where(module => module.Version == version && module.Role == role);

    internal void Add(OcpiModule module)
    {
        if (!_modules.Contains(module))
            _modules.Add(module);
    }
}
