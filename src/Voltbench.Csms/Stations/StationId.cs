namespace Voltbench.Csms;

/// <summary>What names a station: identities are unique within an organization only, and organizations never meet.</summary>
public readonly record struct StationId(Guid OrganizationId, string Identity)
{
    public override string ToString() => $"{OrganizationId}/{Identity}";
}
