using Voltbench.Lab.Targets;

namespace Voltbench.Lab.Chargers;

/// <summary>Where chargers may connect.</summary>
public sealed class CsmsTargetOptions : TargetOptions;

/// <summary>Decides where chargers may connect; asked before each connection and when an address is stored.</summary>
public sealed class CsmsTargetPolicy(CsmsTargetOptions options) : TargetPolicy(options, "The CSMS address");
