using Voltbench.Ocpp;

namespace Voltbench.Lab.Commands;

/// <summary>A charger that a command is for, as far as the command must know it.</summary>
public sealed class CommandRecipient
{
    internal CommandRecipient(string id, string identity, string versionName, int connectors, CommandAddress address)
    {
        (Id, Identity, VersionName, Connectors, Address) = (id, identity, versionName, connectors, address);
        Version = OcppVersions.TryParse(versionName, out var version) ? version : default;
    }

    /// <summary>Id of the API.</summary>
    public string Id { get; }

    public string Identity { get; }

    /// <summary>Resource spelling of the version.</summary>
    public string VersionName { get; }

    public OcppVersion Version { get; }

    /// <summary>Connectors of its model, numbered from 1; 0 when the catalog no longer has the model.</summary>
    public int Connectors { get; }

    internal CommandAddress Address { get; }
}

/// <summary>Where a charger is to be found.</summary>
/// <param name="Desired"><c>running</c>, <c>stopped</c> or <c>deleted</c>.</param>
/// <param name="IsReady">Some node runs it.</param>
internal readonly record struct CommandAddress(long Key, int Shard, string Desired, bool IsReady);
