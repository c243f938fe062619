using Voltbench.Lab.Targets;

namespace Voltbench.Lab.Ocpi.Peers;

/// <summary>Decides where peers of OCPI may be called; asked before each connection and when an address is stored.</summary>
public sealed class PeerTargetPolicy(PeerCallOptions options) : TargetPolicy(options, "The address of the OCPI peer");
