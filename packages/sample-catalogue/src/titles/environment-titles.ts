// What environmental laws are about: under each family, R regulations, O orders, P finished wording with places, A Acts; a year ends a line that is younger.
export const environmentTitles = `
# AIR QUALITY
R|Air Quality
R|Air Quality Standards|1989
R|Air Quality Limit Values|2001
R|Clean Air (Emission of Grit and Dust from Furnaces)
R|Motor Fuel (Composition and Content)|1976
R|Sulphur Content of Liquid Fuels|1976
R|National Emission Ceilings|2002
R|Ozone-Depleting Substances|1996
R|Smoke Control Areas (Authorised Fuels)
O|Smoke Control Areas (Exempted Fireplaces)
P|Smoke Control Areas ({place}) Order
P|{place} (Smoke Control) (Variation) Order
A|Clean Air
A|Environment (Air Quality and Soundscapes)|2020
# ANTARCTICA
R|Antarctic
O|Antarctic Act 1994 (Overseas Territories)
R|Antarctic (Specially Protected Areas)
# CLIMATE CHANGE
R|Greenhouse Gas Emissions Trading Scheme|2003
O|Greenhouse Gas Emissions Trading Scheme|2020
R|Fluorinated Greenhouse Gases|2008
R|Climate Change Agreements (Eligible Facilities)|2000
R|Climate Change Levy (General)|2000
O|Climate Change (Annual Targets)|2010
O|Carbon Budget|2009
O|CRC Energy Efficiency Scheme|2010
R|Carbon Accounting|2009
R|Climate Change (Duties of Public Bodies: Reporting Requirements)|2014
R|Energy Savings Opportunity Scheme|2014
R|Heat Networks (Metering and Billing)|2014
O|Renewable Transport Fuel Obligations|2007
R|Energy Performance of Buildings|2007
R|Green Deal Framework (Disclosure, Acknowledgment, Redress etc.)|2012
R|Home Energy Efficiency Grants
R|Low Emission Zones|2017
A|Climate Change|2005
A|Climate Change (Emissions Reduction Targets)|2017
# ENVIRONMENTAL PROTECTION
R|Environmental Permitting|2007
R|Pollution Prevention and Control|2000
R|Environmental Protection (Prescribed Processes and Substances)
R|Environmental Damage (Prevention and Remediation)|2009
R|Environmental Information|1992
R|Environmental Civil Sanctions|2010
R|Contaminated Land|2000
R|Control of Pollution (Applications, Appeals and Registers)
R|Control of Pollution (Silage, Slurry and Agricultural Fuel Oil)
R|Control of Pollution (Oil Storage)|2001
R|Environmental Protection (Restriction on Use of Lead Shot)|1999
R|Environmental Protection (Single-use Plastic Products)|2020
R|Persistent Organic Pollutants|2007
R|REACH Enforcement|2008
R|Environmental Assessment of Plans and Programmes|2004
O|Environmental Offences (Fixed Penalties)|2006
R|Environmental Protection (Disposal of Polychlorinated Biphenyls and other Dangerous Substances)|2000
R|Statutory Nuisance (Appeals)
R|Volatile Organic Compounds in Paints, Varnishes and Vehicle Refinishing Products|2005
O|Litter (Fixed Penalty)
P|{place} (Environment Agency) (Transfer of Property) Scheme|1996
A|Environmental Protection
A|Regulatory Reform (Environment)
A|Dog Fouling
# FLOOD & COASTAL RISK
R|Flood Risk|2009
R|Reservoirs (Panels of Civil Engineers)
R|Land Drainage Improvement Works (Environmental Impact Assessment)|1988
R|Flood Reinsurance (Scheme Funding and Administration)|2015
R|Coast Protection (Notices)
P|{place} Internal Drainage District Order
P|{place} Flood Alleviation Scheme Order
P|Coast Protection (Excluded Waters) ({place}) Order
A|Flood Risk Management
A|Drainage
# GMOs
R|Genetically Modified Organisms (Contained Use)
R|Genetically Modified Organisms (Deliberate Release)
R|Genetically Modified Organisms (Traceability and Labelling)|2004
R|Genetically Modified Animal Feed|2004
R|Genetically Modified Food|2004
R|Genetically Modified Organisms (Transboundary Movements)|2004
R|Genetic Technology (Precision Breeding)|2023
# MARINE & RIVERINE
R|Marine Licensing (Exempted Activities)|2010
R|Marine Works (Environmental Impact Assessment)|2007
R|Marine Strategy|2010
R|Merchant Shipping (Prevention of Oil Pollution)
R|Merchant Shipping (Prevention of Pollution by Garbage)
R|Deposits in the Sea (Exemptions)
O|Marine Fish Farming (Enforcement Zones)
P|{place} Marine Conservation Zone Designation Order|2013
P|{place} Marine Protected Area Order|2012
P|River {river} (Bylaws) Order
P|{place} Specified Area Byelaw Order|2013
A|Marine
# NOISE
R|Environmental Noise|2006
R|Noise Insulation
R|Noise Emission in the Environment by Equipment for use Outdoors|2001
R|Household Appliances (Noise Emission)|1990
R|Control of Noise (Measurement and Registers)
R|Aeroplane Noise
O|Control of Noise (Codes of Practice for Construction and Open Sites)
O|Air Navigation (Noise Certification)
P|{place} Airport (Noise Insulation Grants) Scheme
A|Noise
# WASTE
R|Waste|2005
R|Controlled Waste
R|Hazardous Waste|2005
R|Special Waste
R|Landfill|2002
R|Landfill Allowances|2004
R|Waste Electrical and Electronic Equipment|2006
R|Producer Responsibility Obligations (Packaging Waste)|1997
R|Packaging (Essential Requirements)|1998
R|End-of-Life Vehicles|2003
R|Waste Batteries and Accumulators|2009
R|Transfrontier Shipment of Waste|1994
R|Waste Management Licensing
R|Controlled Waste (Registration of Carriers and Seizure of Vehicles)
R|Household Waste (Fixed Penalty)|2006
R|Single Use Carrier Bags Charge|2010
R|Deposit and Return Scheme|2020
O|Landfill Tax (Qualifying Material)|1996
P|{place} Waste Disposal Authority Order|1985
A|Waste
A|Circular Economy|2020
A|Single Use Carrier Bags|2010
# WATER & WASTEWATER
R|Water Supply (Water Quality)
R|Private Water Supplies
R|Urban Waste Water Treatment
R|Water Environment (Water Framework Directive)|2003
R|Water Environment (Controlled Activities)|2005
R|Nitrate Pollution Prevention|2008
R|Bathing Waters (Classification)
R|Bathing Water|2008
R|Groundwater|1998
R|Surface Waters (Fishlife) (Classification)|1997
R|Trade Effluents (Prescribed Processes and Substances)
R|Water Supply (Water Fittings)|1999
R|Water Industry (Charges)
R|Water Abstraction and Impounding (Exemptions)|2006
R|Sewerage Services (Licensing)
R|Sludge (Use in Agriculture)|1989
O|Nitrate Sensitive Areas (Designation)|1990
O|Water and Sewerage Services (Successor Companies)
P|{place} Water Order
P|{place} (Drought) Order
P|{place} and {place} Water (Amalgamation) Order
A|Water Industry
A|Water Services
A|Water and Sewerage Services
A|Water Environment and Water Services
# WILDLIFE & COUNTRYSIDE
R|Conservation (Natural Habitats, &c.)|1994
R|Conservation of Habitats and Species|2010
R|Control of Trade in Endangered Species|1985
R|Access to the Countryside (Exclusions and Restrictions)|2003
R|Countryside Access
R|Hedgerows|1997
R|Environmental Stewardship|2005
R|Rights of Way (Applications and Hearings)
R|Invasive Alien Species (Enforcement and Permitting)|2019
O|Wildlife and Countryside Act 1981 (Variation of Schedules)
O|Environmentally Sensitive Areas (Designation)|1986
O|Spring Traps Approval
P|{place} National Park (Designation) Order
P|Wild Birds ({place} Sanctuary) Order
P|{place} Site of Special Scientific Interest Notification Order|1985
P|{place} Environmentally Sensitive Area (Designation) Order|1986
P|{place} Nature Reserve (Access) Order
A|Nature Conservation
A|Wildlife and Natural Environment
A|National Parks
A|Deer
A|Wild Birds Protection
# TREES: Forestry & Timber
R|Forestry (Felling of Trees)
R|Environmental Impact Assessment (Forestry)|1999
R|Forest Reproductive Material|2002
R|Timber and Timber Products (Placing on the Market)|2013
R|Farm Woodland Premium Scheme|1992
R|Woodland Grants
O|Forestry (Exceptions from Restriction of Felling)
P|{place} Forest Park Byelaws Order
P|{place} Woodlands (Tree Preservation) Order
A|Forestry
A|Forestry and Land Management
# PLANT HEALTH
O|Plant Health
O|Plant Health (Phytophthora ramorum)|2002
O|Plant Health (Wood and Bark)
O|Plant Health (Forestry)
R|Plant Health (Fees)
R|Plant Health (Import Inspection Fees)
R|Plant Health (Official Controls and Miscellaneous Provisions)|2019
R|Seed Potatoes
R|Cereal Seed
R|Fodder Plant Seed
R|Vegetable Seed
R|Beet Seed
R|Oil and Fibre Plant Seed
R|Marketing of Fruit Plant Material|1995
R|Marketing of Ornamental Plant Propagating Material|1995
R|Plant Breeders' Rights
O|Potatoes Originating in Egypt|1998
O|Colorado Beetle
O|Dutch Elm Disease (Restriction on Movement of Elms)|1974
P|Plant Health (Fire Blight) ({place}) Order
A|Plant Health
A|Seeds and Plant Varieties
`;
