namespace Voltbench.Simulation;

/// <summary>Where a CSMS may send a charger (2.0.1 SetNetworkProfile). Called on the charger's lane: must not block.</summary>
public interface ICsmsAddresses
{
    /// <summary>Why a charger must not go there; null when it may.</summary>
    /// <param name="own">The address that the charger's owner named.</param>
    /// <param name="wanted">The one that its CSMS names.</param>
    string? Objection(Uri own, Uri wanted);
}
